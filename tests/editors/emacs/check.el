;;; check.el --- What a writer does in Emacs with medlint  -*- lexical-binding: t; -*-

;; From the first finding to its end, on the document that lacks a section.  Ends with code 1 and a sentence when something does not come.
;; The client, eglot or lsp-mode, is chosen by CLIENT; INIT is the configuration of docs/editors.md, GAP says what is missing.

(require 'json)
(require 'seq)
(require 'subr-x)

(defconst check-patience 30 "Seconds.")
(defconst check-gap (json-parse-string (getenv "GAP") :object-type 'alist))
(defconst check-client (intern (getenv "CLIENT")))

(defun check-say (format &rest arguments)
  (princ (concat "  " (apply #'format format arguments) "\n")))

(defun check-fail (format &rest arguments)
  (princ (concat "FAILED: " (apply #'format format arguments) "\n") #'external-debugging-output)
  (kill-emacs 1))

(defun check-gap (key &optional inner)
  (let ((value (alist-get key check-gap)))
    (if inner (alist-get inner value) value)))

(defun check-wait (what is-so &optional instead)
  "Wait until IS-SO, say WHAT came; else fail with what INSTEAD says."
  (let ((started (float-time)) answer)
    (while (not (setq answer (funcall is-so)))
      (when (> (- (float-time) started) check-patience)
        (check-fail "%s: not within %d s\nthere is: %S" what check-patience (and instead (funcall instead))))
      (accept-process-output nil 0.02))
    (check-say "%s (%d ms)" what (* 1000 (- (float-time) started)))
    answer))

;; What differs between the clients.

(defun check-attached ()
  (pcase check-client
    ('eglot (and (fboundp 'eglot-current-server) (eglot-current-server)))
    ('lsp-mode (and (bound-and-true-p lsp-mode)
                    (seq-some (lambda (one) (eq 'initialized (lsp--workspace-status one))) (lsp-workspaces))))))

(defun check-findings ()
  "Messages of medlint in this document, each with the place where it begins."
  (pcase check-client
    ('eglot
     ;; Both wait for Emacs to be idle, which it never is without a terminal.
     (eglot--signal-textDocument/didChange)
     (flymake-start)
     (mapcar (lambda (one) (cons (flymake-diagnostic-text one) (flymake-diagnostic-beg one))) (flymake-diagnostics)))
    ('lsp-mode
     (mapcar (lambda (one)
               (cons (format "%s [%s]" (gethash "message" one) (gethash "code" one))
                     (lsp--position-to-point (gethash "start" (gethash "range" one)))))
             (gethash (lsp--fix-path-casing (buffer-file-name)) (lsp-diagnostics))))))

(defun check-hover ()
  (let ((answer (pcase check-client
                  ('eglot (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams)))
                  ('lsp-mode (lsp-request "textDocument/hover" (lsp--text-document-position-params))))))
    (format "%s" (if (hash-table-p answer) (gethash "value" (gethash "contents" answer)) (plist-get (plist-get answer :contents) :value)))))

(defun check-choose-action (words)
  "Choose the code action with these WORDS, as a person does from the list."
  (let* (offered
         (choose (lambda (_prompt collection &rest _)
                   (setq offered (all-completions "" collection))
                   (or (seq-find (lambda (one) (string-search words one)) offered)
                       (check-fail "no code action has the words %s: there are %S" words offered))))
         ;; Not a menu at the mouse.
         (last-nonmenu-event ?x))
    (cl-letf (((symbol-function 'completing-read) choose)
              (lsp-auto-execute-action nil))
      (pcase check-client
        ('eglot (eglot-code-actions (line-beginning-position) (line-end-position) nil t))
        ('lsp-mode (lsp-execute-code-action (lsp--select-action (lsp-code-actions-at-point))))))
    (check-say "chosen from %d: %s" (length offered) (seq-find (lambda (one) (string-search words one)) offered))))

;; What is the same.

(defun check-gap-finding ()
  (seq-find (lambda (one) (and (string-search (check-gap 'topic) (car one)) (string-search (check-gap 'code) (car one))))
            (check-findings)))

(defun check ()
  (find-file (check-gap 'path))
  ;; A client waits until the first command is through; without a terminal there is none.
  (run-hooks 'post-command-hook)
  (check-wait "the server is attached" #'check-attached (lambda () (list major-mode)))

  (let ((finding (check-wait "what is missing is a finding" #'check-gap-finding #'check-findings)))
    (check-say "finding: %s" (car (split-string (car finding) "\n")))

    (goto-char (point-min))
    (search-forward (check-gap 'shows 'text))
    (let ((hover (check-hover)))
      (unless (and (string-search (check-gap 'shows 'topic) hover) (string-search "shown" hover))
        (check-fail "hover does not say that the topic is shown, but %s" hover))
      (check-say "hover: %s" (car (split-string hover "\n"))))

    (goto-char (cdr finding))
    (undo-boundary)
    (let ((before (buffer-string)))
      (check-choose-action (check-gap 'action))
      (when (equal before (buffer-string)) (check-fail "the code action did not change the document"))
      (check-wait "the finding is gone" (lambda () (not (check-gap-finding))) #'check-findings)
      (undo-boundary)
      (undo-only)
      (unless (equal before (buffer-string)) (check-fail "undo does not bring the document back"))
      (check-wait "undone, it is a finding again" #'check-gap-finding #'check-findings))))

(setq network-security-level 'low
      create-lockfiles nil
      make-backup-files nil)
(package-initialize)
(load (getenv "INIT") nil t)
(buffer-enable-undo (get-buffer-create "*scratch*"))
(condition-case problem
    (check)
  ((error quit) (check-fail "%s" (error-message-string problem))))
(set-buffer-modified-p nil)
(pcase check-client
  ('eglot (eglot-shutdown (eglot-current-server)))
  ('lsp-mode (let ((lsp-restart 'ignore)) (lsp-workspace-shutdown (car (lsp-workspaces))))))
(check-say "the server was shut down")
(kill-emacs 0)

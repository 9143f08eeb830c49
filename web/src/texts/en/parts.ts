export const parts = {
  close: "Close",
  cancel: "Cancel",
  clear: "Clear search",
  optional: "optional",
  required: "required",
  progress: (done: string, total: string) => `${done} of ${total}`,
  notices: "Messages",
};

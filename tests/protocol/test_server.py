"""What every editor relies on: the protocol, spoken by a client that knows nothing of medlint."""

import asyncio
import json
import subprocess
from pathlib import Path

import pytest
from conftest import MEDLINT, TAKEN_OUT
from lsprotocol import types
from pytest_lsp import LanguageClient

PATIENCE = 60


def document_of(client: LanguageClient) -> Path:
    return client.device / "docs" / TAKEN_OUT


def pulls(client: LanguageClient) -> bool:
    return client.capabilities.text_document.diagnostic is not None


def opened(client: LanguageClient) -> str:
    path = document_of(client)
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            text_document=types.TextDocumentItem(
                uri=path.as_uri(), language_id="markdown", version=1, text=path.read_text(encoding="utf-8")
            )
        )
    )
    return path.as_uri()


def change(client: LanguageClient, uri: str, version: int, at: tuple[int, int, int, int], text: str) -> None:
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=version),
            content_changes=[
                types.TextDocumentContentChangePartial(
                    range=types.Range(start=types.Position(*at[:2]), end=types.Position(*at[2:])), text=text
                )
            ],
        )
    )


async def settled(client: LanguageClient, uri: str, wanted) -> list[types.Diagnostic]:
    """The findings once they are as wanted; they come in several steps while the set is read."""
    found = []
    for _ in range(PATIENCE * 20):
        if pulls(client):
            report = await client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(text_document=types.TextDocumentIdentifier(uri=uri))
            )
            found = list(report.items)
        else:
            found = list(client.diagnostics.get(uri, []))
        if wanted(found):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"not told: {[(d.code, d.message) for d in found]}")


def codes(found: list[types.Diagnostic]) -> set:
    return {d.code for d in found}


async def test_findings_come_and_go_with_the_text(client: LanguageClient):
    uri = opened(client)
    found = await settled(client, uri, lambda d: "M104" in codes(d))
    placeholder = next(d for d in found if d.code == "M104")
    assert placeholder.source == "medlint"
    assert placeholder.range.start.line == 4
    assert "M104" in str(placeholder.code_description.href).upper()
    change(client, uri, 2, (4, 0, 4, 3), "The pump and its library server are in scope; the hospital network is not.")
    await settled(client, uri, lambda d: "M104" not in codes(d))


async def test_hover_says_what_a_requirement_asks(client: LanguageClient):
    uri = opened(client)
    change(client, uri, 2, (4, 0, 4, 3), "It answers N60-5.5.2-t of the guidance.")
    hover = await client.text_document_hover_async(
        types.HoverParams(
            text_document=types.TextDocumentIdentifier(uri=uri), position=types.Position(line=4, character=14)
        )
    )
    assert hover is not None
    assert "N60-5.5.2-t" in hover.contents.value


async def test_a_missing_section_is_inserted(client: LanguageClient):
    uri = opened(client)
    found = await settled(client, uri, lambda d: "M101" in codes(d))
    found = [d for d in found if d.range.start.line == 0]
    whole = types.Range(start=types.Position(0, 0), end=types.Position(0, 5))
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(uri=uri),
            range=whole,
            context=types.CodeActionContext(diagnostics=found),
        )
    )
    inserting = [a for a in actions or [] if "section" in a.title.lower()]
    assert inserting, [a.title for a in actions or []]
    action = inserting[0]
    if action.edit is None:
        action = await client.code_action_resolve_async(action)
    edit = action.edit
    changes = edit.changes[uri] if edit.changes else edit.document_changes[0].edits
    assert any("## " in change.new_text for change in changes)


async def test_symbols_lenses_links_and_completion_answer(client: LanguageClient):
    path = client.device / "docs" / "design" / "security-architecture.md"
    uri = path.as_uri()
    text = path.read_text(encoding="utf-8")
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            text_document=types.TextDocumentItem(uri=uri, language_id="markdown", version=1, text=text)
        )
    )
    document = types.TextDocumentIdentifier(uri=uri)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert symbols and symbols[0].name
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(text_document=document))
    assert any("shows" in (lens.command.title if lens.command else "") for lens in lenses or [])
    await client.text_document_document_link_async(types.DocumentLinkParams(text_document=document))
    lines = text.split("\n")
    end = types.Position(line=len(lines) - 1, character=len(lines[-1]))
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[
                types.TextDocumentContentChangePartial(range=types.Range(start=end, end=end), text="\nSee N60-5.5")
            ],
        )
    )
    completion = await client.text_document_completion_async(
        types.CompletionParams(
            text_document=document, position=types.Position(line=len(lines), character=len("See N60-5.5"))
        )
    )
    items = completion.items if hasattr(completion, "items") else completion
    assert any(item.label.startswith("N60-5.5") for item in items)


async def test_the_assessment_is_that_of_the_command(client: LanguageClient):
    folder = client.device.as_uri()
    told = await client.workspace_execute_command_async(
        types.ExecuteCommandParams(command="medlint.server.assessment", arguments=[folder])
    )
    command = subprocess.run(
        [MEDLINT, "check", "--format", "json", "--today", "2026-11-22", str(client.device)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert plain(told) == json.loads(command.stdout)


def plain(value):
    """A value of the client's library as plain data."""
    if hasattr(value, "_asdict"):
        return {key: plain(each) for key, each in value._asdict().items()}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


async def test_a_document_that_nobody_knows_is_refused(client: LanguageClient):
    with pytest.raises(Exception, match="not open"):
        await client.text_document_hover_async(
            types.HoverParams(
                text_document=types.TextDocumentIdentifier(uri="file:///nowhere/at-all.md"),
                position=types.Position(line=0, character=0),
            )
        )


def raw(messages: list[bytes]) -> subprocess.CompletedProcess:
    whole = b"".join(b"Content-Length: %d\r\n\r\n" % len(m) + m for m in messages)
    return subprocess.run([MEDLINT, "lsp"], input=whole, capture_output=True, timeout=PATIENCE, check=False)


INITIALIZE = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
SHUTDOWN = b'{"jsonrpc":"2.0","id":2,"method":"shutdown"}'
EXIT = b'{"jsonrpc":"2.0","method":"exit"}'


def test_exit_after_shutdown_is_a_success_and_without_is_none():
    assert raw([INITIALIZE, SHUTDOWN, EXIT]).returncode == 0
    assert raw([INITIALIZE, EXIT]).returncode == 1
    assert raw([INITIALIZE]).returncode == 1, "the client went away"


@pytest.mark.parametrize("bad", [b"{", b"[]", b'{"jsonrpc":"2.0","id":7}', b'{"jsonrpc":"2.0","method":7}', b"\xff\xfe"])
def test_what_is_no_message_does_not_end_the_server(bad):
    done = raw([INITIALIZE, bad, SHUTDOWN, EXIT])
    assert done.returncode == 0, done.stderr
    assert b'"id":2' in done.stdout

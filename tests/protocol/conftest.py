"""A generic client of the language server protocol, attached to the real command over standard input and output."""

import os
import shutil
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

EXAMPLE = Path(__file__).parents[2] / "examples" / "infusion-pump"
MEDLINT = os.environ.get("MEDLINT", "medlint")
# A part of the threat model that tests take out, so that something is missing from the set.
TAKEN_OUT = "risk/threat-model.md"


def copy_of_the_example(folder: Path) -> Path:
    """The example, with a threat model that is a heading and a placeholder."""
    device = folder / "device"
    shutil.copytree(EXAMPLE, device)
    threat_model = device / "docs" / TAKEN_OUT
    threat_model.write_text("# Threat model\n\n## Scope\n\nTBD\n", encoding="utf-8")
    return device


@pytest_lsp.fixture(
    params=["neovim", "visual_studio_code", "emacs"],
    config=ClientServerConfig(server_command=[MEDLINT, "lsp"]),
)
async def client(request, lsp_client: LanguageClient, tmp_path_factory):
    """The server as it meets editors with different abilities; pytest-lsp knows what each of them can do."""
    # What an editor does at these is its own business.
    for method in (
        types.CLIENT_REGISTER_CAPABILITY,
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
    ):
        lsp_client.feature(method)(lambda *_: None)
    device = copy_of_the_example(tmp_path_factory.mktemp("set"))
    lsp_client.device = device
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(uri=device.as_uri(), name="device")],
            root_uri=device.as_uri(),
            initialization_options={"today": "2026-11-22"},
        )
    )
    yield
    await lsp_client.shutdown_session()

"""What a Vietnamese input tool makes of typing: raw keys, bursts of Backspace, composed letters without a place."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page

VK_PACKET = 231  # what SendInput's Unicode letters look like to a browser

# Each token is a key that was pressed, "<" a Backspace of the tool, or a letter that the tool sends in its place.
TELEX = {
    "tiếp nhận": [
        "t",
        "i",
        "e",
        "<",
        "ê",
        "s",
        "<",
        "ế",
        "p",
        "Space",
        "n",
        "h",
        "a",
        "<",
        "â",
        "j",
        "<",
        "ậ",
        "n",
    ],
    "xóa": ["x", "o", "s", "<", "ó", "a"],
    "đề xuất": [
        "d",
        "<",
        "đ",
        "e",
        "<",
        "ê",
        "f",
        "<",
        "ề",
        "Space",
        "x",
        "u",
        "a",
        "<",
        "â",
        "s",
        "<",
        "ấ",
        "t",
    ],
}
VNI = {
    "tiếp nhận": [
        "t",
        "i",
        "e",
        "6",
        "<",
        "ê",
        "1",
        "<",
        "ế",
        "p",
        "Space",
        "n",
        "h",
        "a",
        "6",
        "<",
        "â",
        "5",
        "<",
        "ậ",
        "n",
    ],
    "đề xuất": [
        "d",
        "9",
        "<",
        "đ",
        "e",
        "6",
        "<",
        "ê",
        "2",
        "<",
        "ề",
        "Space",
        "x",
        "u",
        "a",
        "6",
        "<",
        "â",
        "1",
        "<",
        "ấ",
        "t",
    ],
}


def press_as_tool(page: Page, tokens: list[str]) -> None:
    """Send the keys as the browser gets them from such a tool."""
    raw = page.context.new_cdp_session(page)
    for token in tokens:
        if token == "<":
            page.keyboard.press("Backspace")
        elif token.isascii():
            page.keyboard.press(token)
        else:
            send_composed(raw, token)


def send_composed(raw: CDPSession, letter: str) -> None:
    """A key event that has a letter and no place on the keyboard."""
    event = {"key": letter, "code": "", "windowsVirtualKeyCode": VK_PACKET, "text": letter}
    raw.send("Input.dispatchKeyEvent", {"type": "keyDown", **event})
    raw.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})

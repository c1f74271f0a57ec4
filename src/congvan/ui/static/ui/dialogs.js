// Dialogs and sheets: native <dialog>. A link that opens one leads to the same form as a page where there is no script.

const FIRST = ".dialog-body :is(input:checked, input:not([type=hidden]):not([type=radio]), select, textarea)";

/** Open over the page, with the focus where the work begins and not on the way out. */
function show(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector(FIRST))?.focus();
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.defaultPrevented) return;
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    show(dialog);
    return;
  }
  const closer = event.target.closest("[data-closes]");
  if (closer?.closest("dialog")) {
    event.preventDefault();
    closer.closest("dialog").close();
  } else if (event.target.matches("dialog:not([data-firm])")) {
    event.target.close(); // the backdrop
  }
});

/** <open-dialog>: a dialog that came as a fragment opens itself; as part of a page it stands in the page. */
class OpenDialog extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    if (!dialog) return;
    dialog.removeAttribute("open");
    show(dialog);
    dialog.addEventListener("close", () => this.remove());
  }
}

customElements.define("open-dialog", OpenDialog);

// <undo-bar>: says what was done and offers the way back. The time stands still while it has focus or pointer.

function shorten() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

class UndoBar extends HTMLElement {
  connectedCallback() {
    document.body.addEventListener("announce", this);
    for (const type of ["mouseenter", "mouseleave", "focusin", "focusout"]) this.addEventListener(type, this);
    if (this.firstElementChild) this.begin(Number(this.dataset.seconds) || 0);
  }

  disconnectedCallback() {
    document.body.removeEventListener("announce", this);
    clearInterval(this.timer);
  }

  handleEvent(event) {
    if (event.type === "announce") return this.show(event.detail);
    this.held = this.matches(":hover") || this.contains(document.activeElement);
  }

  show({ text, undo, seconds }) {
    const told = Object.assign(document.createElement("span"), { className: "told", textContent: text });
    const bar = Object.assign(document.createElement("div"), { className: "toast" });
    bar.append(told, undo ? this.wayBack(undo) : this.closer());
    this.replaceChildren(bar);
    this.begin(seconds);
  }

  wayBack(url) {
    const form = Object.assign(document.createElement("form"), { method: "post", action: url });
    const button = Object.assign(document.createElement("button"), { type: "submit", textContent: "Hoàn tác " });
    button.dataset.key = "KeyZ";
    button.append(Object.assign(document.createElement("kbd"), { textContent: "Z" }));
    const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
    form.append(hidden("csrfmiddlewaretoken", token), hidden("idempotency_key", shorten()), button);
    return form;
  }

  closer() {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Đóng" });
    button.addEventListener("click", () => this.replaceChildren());
    return button;
  }

  begin(seconds) {
    clearInterval(this.timer);
    if (!seconds) return;
    let left = seconds;
    this.timer = setInterval(() => {
      if (this.held) return;
      left -= 1;
      if (left > 0) return;
      clearInterval(this.timer);
      this.replaceChildren();
    }, 1000);
  }
}

/** Say something in the undo bar of the page. */
export function announce(text, { seconds = 0 } = {}) {
  document.body.dispatchEvent(new CustomEvent("announce", { detail: { text, undo: "", seconds } }));
}

customElements.define("undo-bar", UndoBar);

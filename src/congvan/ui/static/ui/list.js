// <row-list>: moving and selecting in a list. The current row is aria-current; focus follows only inside the list.
import { onKey } from "./keys.js";

const SETTLE_MS = 80; // a key held down opens only the row where it stops

class RowList extends HTMLElement {
  connectedCallback() {
    this.free = [
      onKey("KeyJ", () => this.move(1)),
      onKey("KeyK", () => this.move(-1)),
      onKey("ArrowDown", (event) => this.owns(event) && this.move(1)),
      onKey("ArrowUp", (event) => this.owns(event) && this.move(-1)),
      onKey("KeyV", () => this.tick(false)),
      onKey("Shift+KeyV", () => this.tick(true)),
      onKey("Ctrl+KeyA", (event) => this.owns(event) && this.tickAll(true)),
      onKey("Escape", () => this.ticked().length > 0 && this.tickAll(false)),
    ];
    this.addEventListener("click", this);
    this.addEventListener("change", this);
    this.count();
  }

  disconnectedCallback() {
    clearTimeout(this.opening);
    for (const release of this.free) release();
  }

  handleEvent(event) {
    if (event.type === "change") return this.count();
    if (event.target.closest("[data-untick]")) return this.tickAll(false);
    const link = event.target.closest("a[data-row]");
    if (link) this.choose(link.closest(".row"));
  }

  rows() {
    return [...this.querySelectorAll(".row:not([hidden])")];
  }

  current() {
    return this.querySelector(".row[aria-current=true]");
  }

  boxes() {
    return this.rows().map((row) => row.querySelector(".tick input")).filter(Boolean);
  }

  ticked() {
    return this.boxes().filter((box) => box.checked);
  }

  /** The list takes the arrows unless another region that scrolls has the focus. */
  owns(event) {
    return event.target === document.body || this.contains(event.target);
  }

  choose(row) {
    // Until the chosen one stands there, nothing may be done to the one that is still shown.
    if (row !== this.current() && row.querySelector("a[hx-get]")) document.getElementById("detail")?.setAttribute("inert", "");
    this.current()?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    row.classList.remove("unread");
  }

  move(by) {
    const rows = this.rows();
    if (rows.length === 0) return false;
    const at = rows.indexOf(this.current());
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    this.choose(next);
    next.scrollIntoView({ block: "nearest" });
    const link = next.querySelector("a[data-row]");
    if (this.contains(document.activeElement)) link.focus({ preventScroll: true });
    clearTimeout(this.opening);
    this.opening = setTimeout(() => link.dispatchEvent(new CustomEvent("rowopen", { bubbles: true })), SETTLE_MS);
    return true;
  }

  tick(range) {
    const box = this.current()?.querySelector(".tick input");
    if (!box) return false;
    const boxes = this.boxes();
    const to = boxes.indexOf(box);
    const from = range && this.anchor ? boxes.indexOf(this.anchor) : to;
    const value = range ? true : !box.checked;
    for (const one of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = value;
    this.anchor = box;
    this.count();
    return true;
  }

  tickAll(value) {
    for (const box of this.boxes()) box.checked = value;
    this.count();
    return true;
  }

  count() {
    const bar = this.querySelector("[data-bulk]");
    if (!bar) return;
    const count = this.ticked().length;
    bar.hidden = count === 0;
    for (const place of bar.querySelectorAll("[data-picked]")) place.textContent = String(count);
  }
}

customElements.define("row-list", RowList);

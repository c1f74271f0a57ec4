// <page-view>: the images of pages. Zoom is an attribute, so that the sizes stay in the stylesheet.

const ZOOMS = ["75", "100", "125", "150", "200"];

class PageView extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector(".viewer-pages");
    this.addEventListener("click", (event) => {
      const deed = event.target.closest("[data-page]")?.dataset.page;
      if (deed) this[deed]();
    });
    this.box?.addEventListener("scroll", () => this.tell(), { passive: true });
  }

  pages() {
    return [...this.querySelectorAll(".sheet-of-paper")];
  }

  /** The page that covers the middle of the box. */
  at() {
    const frame = this.box.getBoundingClientRect();
    const middle = frame.top + frame.height / 2;
    const found = this.pages().findIndex((page) => page.getBoundingClientRect().bottom >= middle);
    return Math.max(found, 0);
  }

  tell() {
    this.querySelector("[data-at]").textContent = String(this.at() + 1);
  }

  step(by) {
    const pages = this.pages();
    pages[Math.max(0, Math.min(pages.length - 1, this.at() + by))]?.scrollIntoView({ block: "start" });
    this.tell();
  }

  next() {
    this.step(1);
  }

  previous() {
    this.step(-1);
  }

  zoom(by) {
    const now = ZOOMS.indexOf(this.dataset.zoom ?? "100");
    this.dataset.zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, now + by))];
    this.querySelector("[data-scale]").textContent = `${this.dataset.zoom}%`;
  }

  bigger() {
    this.zoom(1);
  }

  smaller() {
    this.zoom(-1);
  }
}

customElements.define("page-view", PageView);

// <theme-switch>: light, dark, or as the machine has it. Kept in a cookie, so that the server writes it into the page.

const YEAR_SECONDS = 31536000;

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme-is]");
      if (button) this.set(button.dataset.themeIs);
    });
    this.show();
  }

  set(theme) {
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    this.show();
  }

  show() {
    const now = document.documentElement.dataset.theme ?? "auto";
    for (const button of this.querySelectorAll("[data-theme-is]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeIs === now));
    }
  }
}

customElements.define("theme-switch", ThemeSwitch);

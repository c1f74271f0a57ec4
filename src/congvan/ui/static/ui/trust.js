// Runs before htmx: the one Trusted Types policy. HTML comes from our own server; scripts only from our own origin.
"use strict";
if (window.trustedTypes && !trustedTypes.defaultPolicy) {
  trustedTypes.createPolicy("default", {
    createHTML: (html) => html,
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  });
}

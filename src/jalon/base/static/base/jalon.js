/* Jalon: what makes pages quicker to use. Every page works without it.
   Its hooks (data-…) are listed in docs/reference/design-system.md. */
(() => {
  "use strict";
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;

  const announce = (text) => {
    const news = one("#news");
    if (!news || !text) return;
    news.textContent = "";
    setTimeout(() => { news.textContent = text; }, 50);
  };

  /* Light or dark: the server reads the cookie, so that no page flashes. */
  const themeSwitch = one("[data-theme-switch]");
  if (themeSwitch) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const show = () => themeSwitch.setAttribute("aria-pressed", String(isDark()));
    themeSwitch.hidden = false;
    show();
    themeSwitch.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      document.cookie = `jalon_theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
      show();
    });
  }

  /* Passages: j and k move, other keys press the button of the passage at hand. */
  let at = null;
  const passages = () => all("[data-passage]");
  const hold = (passage) => {
    if (!passage) return;
    at = passage.id;
    passage.tabIndex = -1;
    passage.focus({ preventScroll: true });
    passage.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  const held = () => document.activeElement?.closest("[data-passage]") || document.getElementById(at || "");
  const move = (step) => {
    const list = passages();
    hold(list[list.indexOf(held()) + step] || (held() ? null : list[0]));
  };
  const press = (key) => {
    const passage = held();
    if (!passage) return false;
    const tag = document.activeElement?.closest(".tag");
    const button = (tag && one(`[data-key="${key}"]`, tag)) || one(`[data-key="${key}"]`, passage);
    if (!button) return false;
    at = passage.id;
    const box = button.closest("details");
    if (box && !button.matches("summary")) box.open = true;
    if (button.matches("select, input, textarea, summary")) button.focus();
    if (!button.matches("select, input, textarea")) button.click();
    return true;
  };

  const help = () => one("#keys")?.showModal();
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog");
  const keys = {
    j: () => move(1), k: () => move(-1), "?": help,
    y: () => press("y"), n: () => press("n"), a: () => press("a"), u: () => press("u"), p: () => press("p"),
    "/": () => { const box = one("[data-search]"); box?.focus(); box?.select(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.defaultPrevented) return;
    const act = keys[event.key];
    if (!act || ("jkynaup".includes(event.key) && !passages().length)) return;
    if (act() !== false) event.preventDefault();
  });

  /* Side sheet: a link with data-sheet opens beside the page. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sheet]");
    const sheet = one("#sheet");
    if (!link || !sheet?.showModal || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    sheet.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent.trim());
    const body = one("#sheet-body");
    body.textContent = body.dataset.waiting;
    if (!sheet.open) sheet.showModal();
    window.htmx.ajax("GET", link.href, { target: body, swap: "innerHTML" }).then(() => body.focus());
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches("dialog")) event.target.close();
    all(".languages[open]").forEach((box) => { if (!box.contains(event.target)) box.open = false; });
  });

  /* After htmx: tell what changed, and give the focus back to the passage at hand. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const changed = event.detail.elt;
    announce(one("[data-announce]", changed)?.dataset.announce || changed.dataset?.announce);
    if (at && changed.id === at) hold(changed);
    if (changed.matches?.(".leaf")) changed.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
  document.addEventListener("htmx:beforeRequest", () => { one("#refusals")?.replaceChildren(); });
  document.addEventListener("htmx:sendError", () => {
    const box = one("#refusals");
    const words = box?.dataset.offline || "";
    if (one("#sheet[open]")) one("#sheet-body").textContent = words;
    else if (box) box.textContent = words;
  });
  document.addEventListener("htmx:responseError", () => one("#sheet[open]")?.close());
  document.addEventListener("focusin", (event) => {
    const passage = event.target.closest("[data-passage]");
    if (passage) at = passage.id;
  });

  /* The picture of a page beside a passage is closed again; the focus goes back to what opened it. */
  document.addEventListener("click", (event) => {
    const leaf = event.target.closest("[data-close]")?.closest(".leaf");
    if (!leaf) return;
    const opener = one(`[hx-target="#${leaf.id}"]`, leaf.parentElement.firstElementChild);
    const empty = document.createElement("div");
    empty.className = "leaf";
    empty.id = leaf.id;
    leaf.replaceWith(empty);
    opener?.focus();
  });

  /* A form that takes long says so and cannot be sent twice. */
  document.addEventListener("submit", (event) => {
    const words = event.target.dataset.busy;
    const button = event.submitter || one("button[type=submit]", event.target);
    if (!words || !button) return;
    if (button.getAttribute("aria-disabled")) { event.preventDefault(); return; }
    busy(button, words);
  });

  /* What says that it works, until it is done or the page comes back from the history. */
  function busy(button, words) {
    announce(words);
    button.dataset.idle = button.textContent;
    button.setAttribute("aria-disabled", "true");
    button.textContent = words;
  }
  function idle(button) {
    button.textContent = button.dataset.idle;
    button.removeAttribute("aria-disabled");
    delete button.dataset.idle;
  }
  addEventListener("pageshow", () => all("[data-idle]").forEach(idle));

  /* A file that takes long to make: says so, and says why when it cannot be made. */
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-take]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.idle) return;
    busy(link, link.dataset.take);
    const box = one("#refusals");
    try {
      box.replaceChildren();
      const answer = await fetch(link.href);
      const named = /filename(?:\*=utf-8''|="?)([^";]+)/i.exec(answer.headers.get("content-disposition") || "");
      if (answer.ok && named) save(await answer.blob(), decodeURIComponent(named[1]));
      else location.assign(link.href);
    } catch (error) {
      box.textContent = box.dataset.offline;
    }
    idle(link);
  });
  function save(file, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /* A citation to take along. */
  const showCopies = (from = document) => { if (navigator.clipboard) all("[data-copy]", from).forEach((button) => { button.hidden = false; }); };
  showCopies();
  document.addEventListener("htmx:afterSettle", (event) => showCopies(event.detail.elt));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) navigator.clipboard.writeText(button.dataset.copy).then(() => announce(one("#news").dataset.copied));
  });

  /* Pages that were opened work again without the line; nothing is kept while somebody is signed in. */
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/service-worker.js").catch(() => {});
  if ("caches" in window && document.body.hasAttribute("data-signed-in")) caches.delete("jalon-pages-1");

  one("[data-focus]")?.focus();
})();

// What the pages do beyond links and forms: live numbers, uploads, keys. Everything comes as data; text goes in as
// text, never as markup.
"use strict";
(() => {
  const csrf = document.body.dataset.csrf;
  const menu = document.querySelector("details.menu");
  if (menu && matchMedia("(max-width: 44rem)").matches) menu.open = false;

  // On a telephone the rows of a wide table stand one below another: each cell then says which column it is of.
  const narrow = matchMedia("(max-width: 44rem)");
  function tell(root) {
    if (!narrow.matches) return;
    root.querySelectorAll(".wide:not(.report .wide) > table").forEach((table) => {
      const titles = table.tHead ? [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim()).map((title) => title.charAt(0).toUpperCase() + title.slice(1)) : [];
      if (titles.length === 0) return;
      table.parentElement.classList.add("told");
      for (const row of table.tBodies[0].rows) {
        [...row.cells].forEach((cell, index) => { if (titles[index]) cell.dataset.title = titles[index]; });
      }
    });
  }
  tell(document);
  // What scrolls can be scrolled by the keyboard.
  document.querySelectorAll(".wide, .report figure").forEach((place) => {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  });
  narrow.addEventListener("change", () => tell(document));

  // A second press of a button sends nothing twice; a grave one asks first.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sure && !confirm(form.dataset.sure)) { event.preventDefault(); return; }
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // data-key="F2": the key presses the button. Keys are shown beside what they do.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.repeat) return;
    const name = (event.altKey ? "Alt+" : "") + (event.altKey ? event.code.replace(/^(Key|Digit)/, "") : event.key);
    const target = document.querySelector(`[data-key="${CSS.escape(name)}"]:not([disabled])`);
    if (!target || !target.offsetParent) return;
    event.preventDefault();
    if (target.matches("input, select, textarea")) target.focus(); else target.click();
  });

  // data-upload: first what stands in the form, which makes room; then the chosen file as it is, with its own progress.
  document.querySelectorAll("form[data-upload]").forEach((form) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = form.querySelector("input[type=file]").files[0];
    if (!file) return;
    if (file.size > Number(form.dataset.most)) { fail(form, form.dataset.large); return; }
    const said = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (typeof value === "string") said.append(name, value); });
    try {
      const room = await fetch(form.dataset.upload, { method: "POST", body: said });
      if (!room.ok) { fail(form, fault(await room.text())); return; }
      await send(form, file, room.headers.get("X-Location"));
    } catch (broken) {
      fail(form, form.dataset.broken);
    }
  }));
  function send(form, file, place) {
    return new Promise((resolve, reject) => {
      const bar = form.querySelector("progress");
      const told = form.querySelector("[data-sent-so-far]");
      const megabytes = (bytes) => (bytes / 1048576).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
      const request = new XMLHttpRequest();
      request.open("POST", place + "/file?" + new URLSearchParams({ name: file.name }));
      request.setRequestHeader("X-Csrf-Token", csrf);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onprogress = (at) => {
        form.querySelector("[data-sending]").hidden = false;
        bar.max = at.total;
        bar.value = at.loaded;
        told.textContent = megabytes(at.loaded) + " / " + megabytes(at.total) + " MB";
      };
      request.onload = () => {
        if (request.status < 300) location.assign(place); else fail(form, fault(request.responseText));
        resolve();
      };
      request.onerror = reject;
      request.send(file);
    });
  }
  function fault(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    return (page.querySelector(".fault li") || page.querySelector("h1") || page.body).textContent.trim();
  }
  function fail(form, text) {
    const place = form.querySelector("[data-fault]");
    delete form.dataset.sent;
    form.querySelector("[data-sending]").hidden = true;
    place.hidden = false;
    place.textContent = text;
  }

  // data-live="/board/events": named events fill what carries their name; the browser itself reconnects.
  document.querySelectorAll("[data-live]").forEach((place) => {
    const source = new EventSource(place.dataset.live);
    const state = document.querySelector("[data-live-state]");
    source.onopen = () => { if (state) state.hidden = true; };
    // An answer that is no stream ends the source for good. Is the session over, the page asks who is there.
    source.onerror = () => {
      if (state) state.hidden = false;
      if (source.readyState !== EventSource.CLOSED) return;
      fetch(location.href).then((page) => { if (page.redirected) location.reload(); }, () => {});
    };
    source.addEventListener("numbers", (event) => {
      const numbers = JSON.parse(event.data);
      place.querySelectorAll("[data-number]").forEach((cell) => {
        const value = numbers[cell.dataset.number];
        if (value !== undefined && cell.textContent !== String(value)) cell.textContent = value;
      });
      place.querySelectorAll("[data-width]").forEach((bar) => {
        const value = numbers[bar.dataset.width];
        if (value !== undefined) bar.setAttribute("value", value);
      });
      place.querySelectorAll("[data-bars]").forEach((chart) => {
        const bars = numbers[chart.dataset.bars];
        if (bars) draw(chart, bars);
      });
    });
    source.addEventListener("changed", () => place.dispatchEvent(new CustomEvent("changed", { bubbles: true })));
    source.addEventListener("lines", (event) => {
      const list = place.querySelector("[data-lines]");
      if (!list) return;
      const none = place.querySelector("[data-none-yet]");
      if (none) none.hidden = true;
      const names = JSON.parse(list.dataset.lines);
      JSON.parse(event.data).forEach((cells) => {
        const row = document.createElement("tr");
        cells.forEach((text) => { const cell = document.createElement("td"); cell.textContent = names[text] || text; row.append(cell); });
        list.prepend(row);
      });
      while (list.children.length > 12) list.lastElementChild.remove();
    });
    addEventListener("pagehide", () => source.close());
  });

  // [{t: "10:05", a: 3, b: 9}, …]: a of them reached, b in all.
  function draw(chart, bars) {
    const most = Math.max(4, ...bars.map((bar) => bar.b));
    const width = 1080 / bars.length;
    const shapes = [];
    bars.forEach((bar, index) => {
      const all = 120 * bar.b / most;
      const some = 120 * bar.a / most;
      shapes.push(shape("rect", { class: "bar rest", x: index * width + 1, y: 130 - all, width: width - 2, height: all }));
      shapes.push(shape("rect", { class: "bar", x: index * width + 1, y: 130 - some, width: width - 2, height: some }));
      if (index % 5 === 0) {
        const label = shape("text", { class: index % 20 === 0 ? "" : "minor", x: index * width + 1, y: 148 });
        label.textContent = bar.t;
        shapes.push(label);
      }
    });
    const scales = [most, Math.round(most / 2)].flatMap((value) => {
      const y = 130.5 - 120 * value / most;
      const scale = shape("text", { x: 0, y: y - 2 });
      scale.textContent = value;
      return [shape("line", { class: "grid", x1: 0, x2: 1080, y1: y, y2: y }), scale];
    });
    if (bars.every((bar) => bar.b === 0)) {
      const none = shape("text", { class: "none", x: 540, y: 92, "text-anchor": "middle" });
      none.textContent = chart.dataset.none;
      shapes.push(none);
    }
    chart.replaceChildren(...scales, shape("line", { class: "grid", x1: 0, x2: 1080, y1: 130.5, y2: 130.5 }), ...shapes);
  }
  function shape(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  // data-reload: what stands there is read anew when something changed. data-keep="ID" stays as it is while the ID does:
  // somebody may be writing in it.
  const places = [...document.querySelectorAll("[data-reload]")];
  // What is wrong with a command (data-said) stays until the next command is answered, whatever happens meanwhile; so does
  // what somebody chose in a form that is read anew.
  function apply(text, answered) {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const place of places) {
      const fresh = page.getElementById(place.id);
      if (place.dataset.said !== undefined && !answered) continue;
      if (!fresh || (place.dataset.keep && place.dataset.keep === fresh.dataset.keep)) continue;
      if (!place.dataset.keep && place.innerHTML === fresh.innerHTML) continue;
      const at = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
      const chosen = answered || place.dataset.keep !== undefined ? [] : [...place.querySelectorAll("form select, form textarea, form input:not([type=hidden], [type=radio], [type=checkbox])")].map((field) => [field.form.getAttribute("action"), field.name, field.value]);
      place.replaceChildren(...fresh.childNodes);
      chosen.forEach(([action, name, value]) => {
        const field = place.querySelector(`form[action="${CSS.escape(action)}"] [name="${CSS.escape(name)}"]`);
        if (field && (!field.options || [...field.options].some((option) => option.value === value && !option.disabled))) field.value = value;
      });
      // The keyboard stays on the button that now has its key.
      if (at) (place.querySelector(`[data-key="${CSS.escape(at)}"]`) || place.querySelector("button"))?.focus();
      tell(place);
      if (fresh.dataset.keep !== undefined) place.dataset.keep = fresh.dataset.keep;
      if (place.dataset.every && !fresh.dataset.every) location.reload();
    }
  }
  if (places.length > 0) {
    const address = places[0].dataset.reload;
    let wanted = false, running = false;
    const read = async () => {
      if (running) { wanted = true; return; }
      running = true; wanted = false;
      try {
        const answer = await fetch(address);
        if (answer.redirected) location.reload(); else apply(await answer.text());
      } finally {
        running = false;
        if (wanted) read();
      }
    };
    document.addEventListener("changed", read);
    if (places[0].dataset.every) setInterval(read, Number(places[0].dataset.every));

    // data-stay: the command is given without leaving the page, so that what somebody writes beside it stays.
    document.addEventListener("submit", async (event) => {
      const form = event.target;
      if (form.dataset.stay === undefined || event.defaultPrevented) return;
      event.preventDefault();
      const said = new URLSearchParams();
      new FormData(form, event.submitter).forEach((value, name) => said.append(name, value));
      const answer = await fetch(form.action, { method: "POST", body: said });
      delete form.dataset.sent;
      if (answer.redirected && !answer.url.endsWith(address)) location.reload(); else apply(await answer.text(), true);
    });
  }
})();

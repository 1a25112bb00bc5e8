"use strict";
(function () {
  var reader = document.getElementById("reader"), shown = null, kept = null;
  function restore() { if (shown) { shown.textContent = shown.textContent; shown = null; } }
  function show(link, scroll) {
    var doc = document.getElementById(link.dataset.d); if (!doc) { return; }
    restore();
    reader.querySelectorAll("article.on").forEach(function (a) { a.classList.remove("on"); });
    doc.classList.add("on"); reader.classList.add("used");
    var box = doc.querySelector(".text"), text = box.textContent, b = +link.dataset.b, e = +link.dataset.e;
    var mark = document.createElement("mark"); mark.textContent = text.slice(b, e);
    box.textContent = ""; box.append(text.slice(0, b), mark, text.slice(e)); shown = box;
    if (scroll) { reader.scrollTop += mark.getBoundingClientRect().top - reader.getBoundingClientRect().top - reader.clientHeight / 3; }
  }
  document.querySelectorAll("a.cite").forEach(function (link) {
    link.addEventListener("click", function (event) { event.preventDefault(); kept = link; show(link, true); });
    link.addEventListener("focus", function () { if (matchMedia("(min-width:861px)").matches) { show(link, true); } });
    link.addEventListener("mouseenter", function () { if (matchMedia("(min-width:861px) and (hover:hover)").matches) { show(link, true); } });
  });
  document.getElementById("close").addEventListener("click", function () { reader.classList.remove("used"); if (kept) { kept.focus({ preventScroll: true }); } });
  window.addEventListener("beforeprint", function () { document.querySelectorAll("details").forEach(function (d) { d.open = true; }); });
})();

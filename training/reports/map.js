"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const count = data.names.length;
  const at = (id) => document.getElementById(id);
  const canvas = at("map");
  const pen = canvas.getContext("2d");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const LISTED = 200; // photos in the list at most
  const FEW = 90; // so few photos in sight are drawn as pictures
  const NEAR = 14; // pixels within which the pointer finds a photo

  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    xs[i] = data.places[2 * i] / data.scale;
    ys[i] = data.places[2 * i + 1] / data.scale;
  }
  const words = data.names.map((name, i) => (name + " " + data.breeds[data.breed[i]]).toLowerCase());
  const unreadable = new Set(data.without);
  const counts = data.breeds.map(() => 0);
  data.breed.forEach((breed) => { counts[breed]++; });

  // What is shown: the breeds that were chosen (none chosen: all), among them what the search finds.
  const chosen = new Set();
  const seen = new Uint8Array(count).fill(1);
  let pointed = -1; // under the pointer, or with the focus in the list
  let kept = -1; // clicked
  let zoom = 1, left = 0, top = 0; // of the plane in CSS pixels

  // Neighbours in the alphabet get hues far from each other: the golden angle.
  const hue = (breed) => (breed * 137.508) % 360;
  const colour = (breed) => {
    const step = breed % 3;
    return `hsl(${hue(breed)} ${[75, 60, 85][step]}% ${(dark.matches ? [66, 76, 58] : [42, 34, 50])[step]}%)`;
  };
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Pictures: a sheet is decoded when one of its photos is first wanted.
  const sheets = new Map();
  const perSheet = data.across * data.across;
  const sheetOf = (photo, then) => {
    const number = Math.floor(photo / perSheet);
    let image = sheets.get(number);
    if (!image) {
      image = new Image();
      sheets.set(number, image);
      image.src = "data:image/webp;base64," + at("sheet" + number).textContent;
    }
    if (image.complete && image.naturalWidth) return image;
    image.addEventListener("load", then, { once: true });
    return null;
  };
  const spot = (photo) => {
    const place = photo % perSheet;
    return [(place % data.across) * data.edge, Math.floor(place / data.across) * data.edge];
  };
  const picture = (photo, side) => {
    const small = document.createElement("canvas");
    small.className = "picture";
    small.width = small.height = side;
    small.setAttribute("role", "img");
    small.setAttribute("aria-label", data.breeds[data.breed[photo]] + ": " + data.names[photo]);
    const draw = () => {
      const sheet = sheetOf(photo, draw);
      if (!sheet) return;
      const [x, y] = spot(photo);
      const brush = small.getContext("2d");
      brush.imageSmoothingQuality = "high";
      brush.drawImage(sheet, x, y, data.edge, data.edge, 0, 0, side, side);
    };
    if (!unreadable.has(photo)) draw();
    return small;
  };
  const element = (kind, text, className) => {
    const made = document.createElement(kind);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // The plane.
  const side = () => Math.min(canvas.clientWidth, canvas.clientHeight) - 30;
  const px = (photo) => left + xs[photo] * side() * zoom;
  const py = (photo) => top + ys[photo] * side() * zoom;
  const whole = () => {
    zoom = 1;
    left = (canvas.clientWidth - side()) / 2;
    top = (canvas.clientHeight - side()) / 2;
    draw();
  };
  const zoomAt = (x, y, factor) => {
    const next = Math.min(400, Math.max(0.5, zoom * factor));
    left = x - (x - left) * (next / zoom);
    top = y - (y - top) * (next / zoom);
    zoom = next;
    draw();
  };
  const centre = (photo) => {
    zoom = Math.max(zoom, 6);
    left = canvas.clientWidth / 2 - xs[photo] * side() * zoom;
    top = canvas.clientHeight / 2 - ys[photo] * side() * zoom;
    draw();
  };

  let waiting = false;
  const draw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; paint(); });
  };
  const paint = () => {
    const ratio = devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const size = Math.min(6, (count > 3000 ? 2 : 3.2) * Math.sqrt(zoom));
    const scale = side() * zoom;
    const inSight = [];
    const faint = new Path2D();
    const paths = new Map();
    for (let i = 0; i < count; i++) {
      const x = left + xs[i] * scale, y = top + ys[i] * scale;
      if (x < -30 || y < -30 || x > width + 30 || y > height + 30) continue;
      if (!seen[i]) { faint.rect(x - 1, y - 1, 2, 2); continue; }
      inSight.push(i);
      let path = paths.get(data.breed[i]);
      if (!path) paths.set(data.breed[i], path = new Path2D());
      path.moveTo(x + size, y);
      path.arc(x, y, size, 0, 7);
    }
    pen.fillStyle = style("--faint");
    pen.fill(faint);
    if (inSight.length <= FEW && zoom > 2) {
      pen.lineWidth = 3;
      inSight.forEach((i) => {
        const x = left + xs[i] * scale - 24, y = top + ys[i] * scale - 24;
        const [sx, sy] = spot(i);
        const sheet = unreadable.has(i) ? null : sheetOf(i, draw);
        pen.fillStyle = style("--head");
        pen.fillRect(x, y, 48, 48);
        if (sheet) pen.drawImage(sheet, sx, sy, data.edge, data.edge, x, y, 48, 48);
        pen.strokeStyle = colour(data.breed[i]);
        pen.strokeRect(x, y, 48, 48);
      });
    } else {
      paths.forEach((path, breed) => { pen.fillStyle = colour(breed); pen.fill(path); });
    }
    [[kept, 4], [pointed, 2]].forEach(([photo, thick]) => {
      if (photo < 0) return;
      pen.strokeStyle = style("--ink");
      pen.lineWidth = thick;
      pen.beginPath();
      pen.arc(px(photo), py(photo), 11, 0, 7);
      pen.stroke();
    });
  };

  const found = (x, y) => {
    let best = -1, least = NEAR * NEAR;
    const scale = side() * zoom;
    for (let i = 0; i < count; i++) {
      if (!seen[i]) continue;
      const dx = left + xs[i] * scale - x, dy = top + ys[i] * scale - y;
      const far = dx * dx + dy * dy;
      if (far < least) { least = far; best = i; }
    }
    return best;
  };

  // The card beside the map, and the small one at the pointer.
  const card = at("card");
  const tip = at("tip");
  const describe = (photo) => {
    card.replaceChildren();
    const about = element("div", "", "about");
    const text = element("div");
    text.append(element("strong", data.breeds[data.breed[photo]]), element("span", data.names[photo]));
    text.append(element("p", `${data.alike[photo]} of its ${data.neighbours} nearest photos are of its breed.`, "quiet"));
    about.append(picture(photo, 160), text);
    const near = element("ul", "", "near");
    data.near[photo].forEach((other) => {
      const button = element("button");
      button.style.borderColor = colour(data.breed[other]);
      button.title = data.breeds[data.breed[other]] + ": " + data.names[other];
      button.append(picture(other, 64));
      button.addEventListener("click", () => { keep(other); centre(other); });
      const item = element("li");
      item.append(button);
      near.append(item);
    });
    card.append(about, element("p", "Most alike:", "quiet"), near);
  };
  const point = (photo) => {
    if (photo === pointed) return;
    pointed = photo;
    if (photo >= 0) describe(photo);
    else if (kept >= 0) describe(kept);
    draw();
  };
  const keep = (photo) => {
    kept = photo;
    if (photo >= 0) describe(photo);
    draw();
  };
  const showTip = (photo) => {
    tip.hidden = photo < 0;
    if (photo < 0) return;
    tip.replaceChildren(picture(photo, 160), element("strong", data.breeds[data.breed[photo]]));
    tip.append(element("div", data.names[photo]));
    const x = px(photo), y = py(photo);
    tip.style.left = Math.max(4, x + 190 > canvas.clientWidth ? x - 186 : x + 16) + "px";
    tip.style.top = Math.max(4, Math.min(y - 20, canvas.clientHeight - tip.offsetHeight - 8)) + "px";
  };

  let dragged = null;
  canvas.addEventListener("pointerdown", (event) => {
    dragged = { x: event.offsetX, y: event.offsetY, left, top, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (dragged && event.buttons) {
      const dx = event.offsetX - dragged.x, dy = event.offsetY - dragged.y;
      dragged.moved ||= Math.abs(dx) + Math.abs(dy) > 4;
      if (dragged.moved) {
        left = dragged.left + dx;
        top = dragged.top + dy;
        showTip(-1);
        draw();
        return;
      }
    }
    const photo = found(event.offsetX, event.offsetY);
    if (photo !== pointed) showTip(photo);
    point(photo);
  });
  canvas.addEventListener("pointerup", (event) => {
    if (dragged && !dragged.moved) keep(found(event.offsetX, event.offsetY));
    dragged = null;
  });
  canvas.addEventListener("pointercancel", () => { dragged = null; });
  canvas.addEventListener("pointerleave", () => { showTip(-1); point(-1); });
  canvas.addEventListener("dblclick", (event) => zoomAt(event.offsetX, event.offsetY, 2));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    showTip(-1);
    zoomAt(event.offsetX, event.offsetY, Math.exp(-Math.max(-200, Math.min(200, event.deltaY)) / 300));
  }, { passive: false });
  const fromMiddle = (factor) => zoomAt(canvas.clientWidth / 2, canvas.clientHeight / 2, factor);
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (move) { left += move[0]; top += move[1]; draw(); }
    else if (event.key === "+" || event.key === "=") fromMiddle(1.4);
    else if (event.key === "-") fromMiddle(1 / 1.4);
    else if (event.key === "0") whole();
    else return;
    event.preventDefault();
  });
  at("in").addEventListener("click", () => fromMiddle(1.4));
  at("out").addEventListener("click", () => fromMiddle(1 / 1.4));
  at("whole").addEventListener("click", whole);

  // What is shown.
  const search = at("search");
  const strangers = at("strangers");
  const legend = at("legend");
  const list = at("list");
  const order = [...Array(count).keys()];
  const refresh = () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const few = data.neighbours * 0.2;
    for (let i = 0; i < count; i++) {
      const ofBreed = !chosen.size || chosen.has(data.breed[i]);
      const strange = !strangers.checked || data.alike[i] <= few;
      seen[i] = ofBreed && strange && wanted.every((word) => words[i].includes(word)) ? 1 : 0;
    }
    if (pointed >= 0 && !seen[pointed]) { pointed = -1; showTip(-1); }
    [...legend.querySelectorAll("button")].forEach((button) => {
      button.setAttribute("aria-pressed", String(chosen.has(Number(button.dataset.breed))));
    });
    const shown = order.filter((i) => seen[i]);
    if (strangers.checked) shown.sort((one, other) => data.alike[one] - data.alike[other]);
    const counted = `${shown.length.toLocaleString("en")} shown`;
    at("found").textContent = shown.length > LISTED ? `${counted}, the first ${LISTED} listed` : counted;
    list.replaceChildren(...shown.slice(0, LISTED).map((photo) => {
      const button = element("button");
      button.append(dot(data.breed[photo]), element("span", data.names[photo], "name"));
      button.title = data.breeds[data.breed[photo]];
      button.addEventListener("focus", () => point(photo));
      button.addEventListener("pointerenter", () => point(photo));
      button.addEventListener("click", () => { keep(photo); centre(photo); });
      const item = element("li");
      item.append(button);
      return item;
    }));
    draw();
  };
  const dot = (breed) => {
    const made = element("span", "", "dot");
    made.style.background = colour(breed);
    return made;
  };
  const fillLegend = () => {
    legend.replaceChildren(...data.breeds.map((name, breed) => {
      const button = element("button");
      button.dataset.breed = breed;
      button.append(dot(breed), element("span", name, "name"), element("span", String(counts[breed]), "quiet"));
      button.addEventListener("click", () => {
        if (chosen.has(breed)) chosen.delete(breed); else chosen.add(breed);
        refresh();
      });
      const item = element("li");
      item.append(button);
      return item;
    }));
  };
  list.addEventListener("pointerleave", () => point(-1));
  at("all").addEventListener("click", () => { chosen.clear(); search.value = ""; strangers.checked = false; refresh(); });
  search.addEventListener("input", refresh);
  strangers.addEventListener("change", refresh);
  dark.addEventListener("change", () => { fillLegend(); refresh(); });
  new ResizeObserver(() => draw()).observe(canvas);

  fillLegend();
  whole();
  refresh();
})();

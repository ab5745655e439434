// What of the page is too faint to read or to find, by WCAG 2.2: texts (1.4.3), controls (1.4.11), and
// of the controls that are focused those that do not show it (2.4.7). It looks at what `looked` selects.
([looked, focused]) => {
  const TEXT = 4.5, LARGE = 3, CONTROL = 3, RING = 2;
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  const colours = new Map();

  const colour = (text) => {
    if (!colours.has(text)) {
      ink.clearRect(0, 0, 1, 1);
      ink.fillStyle = text;
      ink.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = ink.getImageData(0, 0, 1, 1).data;
      colours.set(text, [r, g, b, a / 255]);
    }
    return colours.get(text);
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  const luminance = (parts) => {
    const [r, g, b] = parts.slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  // What lies below an element: the backgrounds of all that it is in.
  const grounds = new Map([[null, colour("Canvas")]]);
  const ground = (element) => {
    if (!grounds.has(element)) {
      const own = colour(getComputedStyle(element).backgroundColor);
      grounds.set(element, own[3] === 1 ? own : over(own, ground(element.parentElement)));
    }
    return grounds.get(element);
  };
  // What a text in a picture stands on: its own outline, or the shape that covers its middle.
  const drawn = (text) => {
    const style = getComputedStyle(text);
    if (style.paintOrder.startsWith("stroke") && style.stroke !== "none") return colour(style.stroke);
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const shapes = [...text.closest("svg").querySelectorAll("circle, rect")].filter((shape) => {
      const box = shape.getBoundingClientRect();
      return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
    });
    const filled = shapes.reverse().map((shape) => getComputedStyle(shape).fill).find((fill) => fill !== "none");
    return filled ? over(colour(filled), ground(text.closest("svg"))) : ground(text.closest("svg"));
  };
  const isVisible = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const isDisabled = (element) => Boolean(element.closest(":disabled, [aria-disabled=true]"));
  const name = (element) => {
    const own = element.id ? `#${element.id}` : [...element.classList].map((each) => `.${each}`).join("");
    const said = element.matches("select, textarea") ? "" : element.value || element.textContent || "";
    return `${element.localName}${own} "${said.trim().replace(/\s+/g, " ").slice(0, 30)}"`;
  };
  const isLarge = ({ fontSize, fontWeight }) =>
    parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && fontWeight >= 700);

  const faint = [];
  const hold = (element, kind, ratio, least) => {
    if (ratio < least - 0.005) faint.push(`${kind} of ${name(element)}: ${ratio.toFixed(2)}`);
  };
  const text = (element, kind, style, paint) => {
    const below = element.namespaceURI.endsWith("svg") ? drawn(element) : ground(element);
    hold(element, kind, ratio(over(colour(paint), below), below), isLarge(style) ? LARGE : TEXT);
  };

  const fields = "input:not([type=hidden], [type=checkbox], [type=radio], [type=range]), select, textarea";
  for (const element of document.body.querySelectorAll(looked)) {
    const style = getComputedStyle(element);
    if (!isVisible(element) || isDisabled(element) || element.closest("script, style, option")) continue;
    const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (isText && element.localName !== "textarea") {
      text(element, "text", style, element.namespaceURI.endsWith("svg") ? style.fill : style.color);
    }
    if (element.matches(fields)) {
      text(element, "text", style, style.color);
      if (element.placeholder) text(element, "placeholder", style, getComputedStyle(element, "::placeholder").color);
    }
    if (element.matches(`${fields}, [type=checkbox], [type=radio], button`)) {
      const around = ground(element.parentElement);
      const border = style.borderStyle === "none" || !parseFloat(style.borderTopWidth)
        ? around : over(colour(style.borderTopColor), around);
      hold(element, "edge", Math.max(ratio(border, around), ratio(ground(element), around)), CONTROL);
    }
  }

  // Where an input is drawn by what follows it, that shows its focus.
  const rings = (element) => [element, element.nextElementSibling].filter((each) => each && isVisible(each))
    .map((each) => [getComputedStyle(each), ground(each.parentElement)])
    .filter(([style]) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= RING)
    .map(([style, around]) => ratio(over(colour(style.outlineColor), around), around));
  for (const element of focused ? document.querySelectorAll(focused) : []) {
    const isThere = element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
    if (isThere && !isDisabled(element)) hold(element, "focus", Math.max(0, ...rings(element)), CONTROL);
  }
  return [...new Set(faint)];
}

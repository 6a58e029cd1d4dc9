/* What is broken in the page's layout: wider than the window, words cut off in a control, controls on top of others. */
() => {
  const faults = [];
  const main = document.querySelector('[data-testid="stMain"]');
  const name = (element) => (element.getAttribute("aria-label") || element.textContent || "").trim().slice(0, 40);
  const scroller = (element) => {
    for (let box = element.parentElement; box && box !== main; box = box.parentElement) {
      if (/auto|scroll|hidden/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth) return true;
    }
    return false;
  };
  const floats = (element) => {
    for (let box = element; box && box !== main; box = box.parentElement) {
      if (/sticky|fixed/.test(getComputedStyle(box).position)) return box;
    }
    return null;
  };
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`${document.documentElement.scrollWidth} px wide`);
  if (main && main.scrollWidth > main.clientWidth) faults.push(`the page scrolls sideways by ${main.scrollWidth - main.clientWidth} px`);

  const controls = [...main.querySelectorAll("button, a[href], .bp-button, .bp-current-page")].filter(visible);
  for (const control of controls) {
    
    const style = getComputedStyle(control);
    const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
    if (hides && (control.scrollWidth > control.clientWidth + 2 || control.scrollHeight > control.clientHeight + 2)) {
      faults.push(`cut off: ${name(control)}`);
    }
    const box = control.getBoundingClientRect();
    if (box.width && (box.right > innerWidth + 1 || box.left < -1) && !scroller(control)) {
      faults.push(`outside the window: ${name(control)}`);
    }
  }
  const boxes = controls.map((control) => [control, control.getBoundingClientRect()]).filter(([, box]) => box.width > 1 && box.height > 1);
  for (const [at, [one, a]] of boxes.entries()) {
    for (const [other, b] of boxes.slice(at + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      if (floats(one) !== floats(other)) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 4 && down > 4) faults.push(`on top of each other: ${name(one)} | ${name(other)}`);
    }
  }
  return faults;
}

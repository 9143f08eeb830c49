export const device = {
  title: "Your device",
  lead: "Say what your device is, and see which requirements apply to it.",
};

/** Ticks at an even pace, by ear and by eye. */
export class Metronome {
  #timer: ReturnType<typeof setInterval> | undefined;
  #sound: AudioContext | undefined;

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  /** @param seen - Called with each tick. */
  start(perMinute: number, seen: () => void): void {
    this.stop();
    this.#sound = new AudioContext();
    this.#timer = setInterval(() => {
      seen();
      this.#click();
    }, 60_000 / perMinute);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    void this.#sound?.close();
    this.#sound = undefined;
  }

  /** A short high tone that dies away. */
  #click(): void {
    const sound = this.#sound;
    if (sound?.state !== 'running') return;
    const [tone, volume] = [sound.createOscillator(), sound.createGain()];
    const now = sound.currentTime;
    tone.frequency.value = 1200;
    volume.gain.setValueAtTime(0.2, now);
    volume.gain.exponentialRampToValueAtTime(0.001, now + 0.04);
    tone.connect(volume).connect(sound.destination);
    tone.start(now);
    tone.stop(now + 0.05);
  }
}

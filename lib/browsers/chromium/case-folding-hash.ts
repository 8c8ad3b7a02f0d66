/** A 64-bit number as two unsigned halves: numbers are several times as fast as BigInt. */
interface Word {
  readonly high: number;
  readonly low: number;
}

const SEED: Word = { high: 0xbdd89aa9, low: 0x82704029 };
const SECRETS = [
  { high: 0x2d358dcc, low: 0xaa6c78a5 },
  { high: 0x8bb84b93, low: 0x962eacc9 },
  { high: 0x4b33a62e, low: 0xd433d4a3 },
] as const;

/** The length, in characters of two bytes, up to which the input is read whole at once, and that of one round. */
const SHORT_MAX_CHARACTERS = 8;
const ROUND_CHARACTERS = 24;

function xor(a: Word, b: Word): Word {
  return { high: (a.high ^ b.high) >>> 0, low: (a.low ^ b.low) >>> 0 };
}

/** The product of two 32-bit numbers. The rounded product is off by less than 2^11, too little to touch the high half. */
function multiplyHalves(a: number, b: number): Word {
  const low = Math.imul(a, b) >>> 0;
  return { high: Math.round((a * b - low) / 2 ** 32), low };
}

/** The 128-bit product of two words. */
function multiply(a: Word, b: Word): { readonly upper: Word; readonly lower: Word } {
  const lowLow = multiplyHalves(a.low, b.low);
  const lowHigh = multiplyHalves(a.low, b.high);
  const highLow = multiplyHalves(a.high, b.low);
  const highHigh = multiplyHalves(a.high, b.high);
  const second = lowLow.high + lowHigh.low + highLow.low;
  const third = lowHigh.high + highLow.high + highHigh.low + Math.floor(second / 2 ** 32);
  const fourth = highHigh.high + Math.floor(third / 2 ** 32);
  return {
    upper: { high: fourth >>> 0, low: third >>> 0 },
    lower: { high: second >>> 0, low: lowLow.low },
  };
}

function mix(a: Word, b: Word): Word {
  const { upper, lower } = multiply(a, b);
  return xor(upper, lower);
}

const MIXED_SEED = xor(SEED, mix(xor(SEED, SECRETS[0]), SECRETS[1]));

/** rapidhash 1, with its standard seed and secrets, of the characters' UTF-16 code units. */
function rapidhash(text: string): Word {
  const [secret0, secret1, secret2] = SECRETS;
  const length: Word = { high: 0, low: text.length * 2 };
  const two = (at: number) => (text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16)) >>> 0;
  const four = (at: number): Word => ({ high: two(at + 2), low: two(at) });

  let seed = xor(MIXED_SEED, length);
  let a: Word;
  let b: Word = { high: 0, low: 0 };
  if (text.length < 2) {
    a = { high: 0, low: text.charCodeAt(0) };
  } else if (text.length <= SHORT_MAX_CHARACTERS) {
    const last = text.length - 2;
    const shift = text.length >= 4 ? 2 : 0;
    a = { high: two(0), low: two(last) };
    b = { high: two(shift), low: two(last - shift) };
  } else {
    let at = 0;
    const left = () => text.length - at;
    if (left() > ROUND_CHARACTERS) {
      let seed1 = seed;
      let seed2 = seed;
      do {
        seed = mix(xor(four(at), secret0), xor(four(at + 4), seed));
        seed1 = mix(xor(four(at + 8), secret1), xor(four(at + 12), seed1));
        seed2 = mix(xor(four(at + 16), secret2), xor(four(at + 20), seed2));
        at += ROUND_CHARACTERS;
      } while (left() >= ROUND_CHARACTERS);
      seed = xor(seed, xor(seed1, seed2));
    }
    if (left() > 8) seed = mix(xor(four(at), secret2), xor(xor(four(at + 4), seed), secret1));
    if (left() > 16) seed = mix(xor(four(at + 8), secret2), xor(four(at + 12), seed));
    a = four(text.length - 8);
    b = four(text.length - 4);
  }
  const { upper, lower } = multiply(xor(a, secret1), xor(b, seed));
  return mix(xor(xor(lower, secret0), length), xor(upper, secret1));
}

/** The hash, 24 bits wide and never 0, by which Blink's tables find a lower-case ASCII string. */
export function caseFoldingHash(text: string): number {
  return rapidhash(text).low & 0xff_ffff || 0x80_0000;
}

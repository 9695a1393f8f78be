// How does a browser without DecompressionStream unpack the data?
//
// zlib format (RFC 1950) around deflate (RFC 1951). Simple rather than fast: it is the way out.

/** A Huffman code as counts by length and symbols in order. */
function huffman(lengths) {
  const count = new Uint16Array(16), symbol = new Uint16Array(lengths.length);
  for (const length of lengths) count[length]++;
  count[0] = 0;
  const offset = new Uint16Array(16);
  for (let i = 1; i < 16; i++) offset[i] = offset[i - 1] + count[i - 1];
  lengths.forEach((length, i) => { if (length) symbol[offset[length]++] = i; });
  return { count, symbol };
}

function inflate(input) {
  let at = 2, bits = 0, held = 0, out = new Uint8Array(input.length * 6), size = 0;
  const need = (count) => {
    while (held < count) { bits |= input[at++] << held; held += 8; }
    const value = bits & ((1 << count) - 1);
    bits >>>= count; held -= count;
    return value;
  };
  const room = (more) => {
    if (size + more <= out.length) return;
    const wider = new Uint8Array(Math.max(out.length * 2, size + more));
    wider.set(out); out = wider;
  };
  const decode = (code) => {
    let value = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      value |= need(1);
      const count = code.count[length];
      if (value - count < first) return code.symbol[index + value - first];
      index += count; first = (first + count) << 1; value <<= 1;
    }
    throw new Error("the data in this page is damaged");
  };
  const lengthBase = [], lengthExtra = [], farBase = [], farExtra = [];
  for (let i = 0, base = 3; i < 28; i++) {
    lengthExtra[i] = i < 8 ? 0 : (i - 4) >> 2; lengthBase[i] = base; base += 1 << lengthExtra[i];
  }
  lengthBase[28] = 258; lengthExtra[28] = 0;
  for (let i = 0, base = 1; i < 30; i++) {
    farExtra[i] = i < 4 ? 0 : (i - 2) >> 1; farBase[i] = base; base += 1 << farExtra[i];
  }
  const fixed = () => {
    const lengths = [];
    for (let i = 0; i < 288; i++) lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    return [huffman(lengths), huffman(new Array(30).fill(5))];
  };
  const dynamic = () => {
    const literals = need(5) + 257, distances = need(5) + 1, codes = need(4) + 4;
    const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    const first = new Array(19).fill(0);
    for (let i = 0; i < codes; i++) first[order[i]] = need(3);
    const code = huffman(first), lengths = [];
    while (lengths.length < literals + distances) {
      const symbol = decode(code);
      if (symbol < 16) { lengths.push(symbol); continue; }
      const value = symbol === 16 ? lengths[lengths.length - 1] : 0;
      let times = symbol === 16 ? 3 + need(2) : symbol === 17 ? 3 + need(3) : 11 + need(7);
      while (times--) lengths.push(value);
    }
    return [huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals))];
  };
  let last = 0;
  while (!last) {
    last = need(1);
    const kind = need(2);
    if (kind === 0) {
      bits = held = 0;
      const length = input[at] | input[at + 1] << 8;
      at += 4; room(length);
      out.set(input.subarray(at, at + length), size);
      at += length; size += length;
      continue;
    }
    const [literal, distance] = kind === 1 ? fixed() : dynamic();
    for (let symbol = decode(literal); symbol !== 256; symbol = decode(literal)) {
      if (symbol < 256) { room(1); out[size++] = symbol; continue; }
      let length = lengthBase[symbol - 257] + need(lengthExtra[symbol - 257]);
      const far = decode(distance), back = farBase[far] + need(farExtra[far]);
      room(length);
      while (length--) { out[size] = out[size - back]; size++; }
    }
  }
  return out.subarray(0, size);
}

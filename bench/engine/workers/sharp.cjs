// sharp (libvips), one image at a time. Arguments: kernel, and whether it may shrink fast while loading.
'use strict';
const fs = require('fs');
const sharp = require('sharp');

const [kernel = 'lanczos3', fast = 'fast'] = process.argv.slice(2);
sharp.cache(false);
sharp.concurrency(1);

function fit(file, format) {
  const image = sharp(file, { animated: format === 'same' }).resize(400, 400, {
    fit: 'inside',
    kernel,
    fastShrinkOnLoad: fast === 'fast',
  });
  if (format === 'jpeg') return image.flatten({ background: 'white' }).jpeg({ quality: 85 }).toBuffer();
  return format === 'png' ? image.toColourspace('srgb').png().toBuffer() : image.gif().toBuffer();
}

async function answer(words, state) {
  switch (words[0]) {
    case 'load':
      state.file = fs.readFileSync(words[1]);
      return 'ok';
    case 'fit': {
      let bytes = 0;
      for (let i = 0; i < Number(words[2]); i++) bytes = (await fit(state.file, words[1])).length;
      return `ok\t${bytes}`;
    }
    case 'save':
      fs.writeFileSync(words[2], await fit(state.file, words[1]));
      return 'ok';
    case 'about':
      return `ok\tsharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}, Node ${process.versions.node}`;
    default:
      throw new Error(words.join(' '));
  }
}

async function serve() {
  const state = {};
  for await (const line of require('readline').createInterface({ input: process.stdin })) {
    const reply = await answer(line.split('\t'), state).catch((e) => `error\t${String(e).replace(/\s+/g, ' ')}`);
    process.stdout.write(`${reply}\n`);
  }
}
serve();

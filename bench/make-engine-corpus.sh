#!/usr/bin/env bash
# Makes the pictures that bench/compare.sh and bench/memory.sh run on, from photos and graphics in Debian's wallpaper
# packages. The same packages and tools give the same files. What is there already is not made again.
#
# Needs: apt-get install imagemagick webp libjpeg-turbo-progs plasma-workspace-wallpapers gnome-backgrounds mate-backgrounds
#
# A file is named CLASS-SUBJECT.EXT; the tables take the subjects of a class together.
#
# What makes the photos camera-like: the packages' photos have 4 megapixels, but for one (canvas: a painting taken with a
# compact camera, 18 megapixels). The most detailed of them (a forest, boats on pebbles, moss) are enlarged to cover 12 or
# 24 megapixels and get fresh noise at that resolution, as from a sensor. Without it they would be smooth, with 0.1 to
# 0.2 bytes a pixel, and cheaper to decode than a photo is. With it they have 0.25 to 0.3, as cameras' files do; canvas has
# that by itself and gets none, nor do pictures that are made smaller. Coding is as in cameras: baseline, 4:2:0, quality
# 90, the Huffman tables of annex K of the standard. Progressive files hold the very same coefficients (jpegtran).
set -euo pipefail

out=${1:?Usage: make-engine-corpus.sh DIRECTORY}
plasma=/usr/share/wallpapers
mate=/usr/share/backgrounds/mate
gnome=/usr/share/backgrounds/gnome
declare -A photos=(
  [forest]=$plasma/Path/contents/images/2560x1600.jpg
  [boats]=$plasma/EveningGlow/contents/images/2560x1600.jpg
  [moss]=$plasma/OneStandsOut/contents/images/2560x1600.jpg
  [canvas]=$mate/abstract/Elephants_5640x3172.jpg
)
volna=$plasma/Volna/contents/images/5120x2880.jpg
patak=$plasma/Patak/contents/images/5120x2880.png
kay=$plasma/Kay/contents/images/5120x2880.png

for file in "${photos[@]}" "$volna" "$patak" "$kay" $gnome; do
  [ -e "$file" ] || { echo "missing: $file (apt-get install plasma-workspace-wallpapers gnome-backgrounds mate-backgrounds)" >&2; exit 1; }
done
for tool in cjpeg jpegtran cwebp; do
  command -v $tool >/dev/null || { echo "missing: $tool (apt-get install libjpeg-turbo-progs webp)" >&2; exit 1; }
done
if command -v magick >/dev/null; then convert=magick; else convert=convert; fi
# Noise is the same each time with one thread only.
export MAGICK_THREAD_LIMIT=1 OMP_NUM_THREADS=1
mkdir -p "$out"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# make NAME COMMAND...: runs a command that writes to $scratch/NAME, unless the file was made before.
make() {
  [ ! -s "$out/$1" ] || return 0
  "${@:2}"
  mv "$scratch/$1" "$out/$1"
  echo "$1: $(stat -c %s "$out/$1") bytes"
}

# picture SUBJECT WIDTH HEIGHT: sets the arguments by which convert reads a photo that covers this size.
picture() {
  arguments=("${photos[$1]}" -strip -filter Lanczos -resize "$2x$3^" -gravity center -extent "$2x$3")
  if [ "$2" -gt 2560 ] && [ "$1" != canvas ]; then
    arguments+=(-seed 1 -attenuate 0.25 +noise Gaussian)
  fi
}

camera_jpeg() { # NAME SUBJECT WIDTH HEIGHT MORE...
  picture "$2" "$3" "$4"
  make "$1" $convert "${arguments[@]}" "${@:5}" -quality 90 -define jpeg:optimize-coding=false "$scratch/$1"
}

progressive() { # NAME BASELINE
  make "$1" jpegtran -copy none -progressive -outfile "$scratch/$1" "$out/$2"
}

copy() { # NAME ORIGINAL
  make "$1" cp "$2" "$scratch/$1"
}

large_photos() {
  local subject
  for subject in forest boats canvas; do
    camera_jpeg 12mp-baseline-$subject.jpg $subject 4000 3000 -sampling-factor 4:2:0
    camera_jpeg 24mp-baseline-$subject.jpg $subject 6000 4000 -sampling-factor 4:2:0
    progressive 12mp-progressive-$subject.jpg 12mp-baseline-$subject.jpg
    progressive 24mp-progressive-$subject.jpg 24mp-baseline-$subject.jpg
  done
  # 18 and 15 megapixels, as they are in the packages.
  copy 16mp-progressive-real-canvas.jpg "${photos[canvas]}"
  copy 16mp-progressive-real-volna.jpg "$volna"
}

other_jpegs() {
  local subject
  for subject in forest boats; do
    camera_jpeg 12mp-444-$subject.jpg $subject 4000 3000 -sampling-factor 4:4:4
    camera_jpeg 12mp-grey-$subject.jpg $subject 4000 3000 -colorspace Gray
    camera_jpeg 2mp-baseline-$subject.jpg $subject 1632 1224 -sampling-factor 4:2:0
    camera_jpeg small-$subject.jpg $subject 200 150 -sampling-factor 4:2:0
  done
}

pngs() {
  local subject
  for subject in forest boats; do
    picture $subject 2000 1500
    make png-rgb-$subject.png $convert "${arguments[@]}" -depth 8 -define png:color-type=2 "$scratch/png-rgb-$subject.png"
    # Cut out along what is bright, with soft edges: opaque, clear and everything between.
    make png-rgba-$subject.png $convert "${arguments[@]}" -depth 8 \
      '(' +clone -colorspace Gray -threshold 30% -blur 0x4 ')' -alpha off -compose CopyOpacity -composite \
      -define png:color-type=6 "$scratch/png-rgba-$subject.png"
    make png-palette-$subject.png $convert "${arguments[@]}" -colors 256 "PNG8:$scratch/png-palette-$subject.png"
    # Sixteen bits that are used: noise of a few parts in a thousand.
    make png-16bit-$subject.png $convert "${arguments[@]}" -seed 1 -attenuate 0.02 +noise Gaussian -depth 16 \
      -define png:color-type=2 -define png:bit-depth=16 "$scratch/png-16bit-$subject.png"
  done
  copy png-15mp-real-patak.png "$patak"
  copy png-15mp-real-kay.png "$kay"
}

others() {
  local subject
  for subject in forest boats; do
    picture $subject 2000 1500
    make webp-lossy-$subject.webp cwebp -quiet -q 80 "$out/png-rgb-$subject.png" -o "$scratch/webp-lossy-$subject.webp"
    make webp-lossless-$subject.webp cwebp -quiet -lossless "$out/png-rgb-$subject.png" -o "$scratch/webp-lossless-$subject.webp"
    make tiff-lzw-$subject.tif $convert "${arguments[@]}" -depth 8 -compress LZW "$scratch/tiff-lzw-$subject.tif"
    make bmp-$subject.bmp $convert "${arguments[@]}" -depth 8 -type TrueColor "BMP3:$scratch/bmp-$subject.bmp"
    picture $subject 1200 900
    make gif-still-$subject.gif $convert "${arguments[@]}" -colors 256 "$scratch/gif-still-$subject.gif"
  done
  make gif-animated-boats.gif pan gif-animated-boats.gif
}

# Twelve frames of a camera that moves over the photo.
pan() { # NAME
  local frames=() x
  for x in $(seq 0 20 220); do
    frames+=('(' "${photos[boats]}" -strip -resize 1024x640 -crop "640x480+$x+80" +repage ')')
  done
  $convert -delay 8 -loop 0 "${frames[@]}" +dither -colors 256 -layers optimize "$scratch/$1"
}

# 11000 x 9000: four strips of four photos, coded as they come, since few programs hold that many pixels.
memory_photos() {
  make 99mp-baseline-all.jpg strips 99mp-baseline-all.jpg
  progressive 99mp-progressive-all.jpg 99mp-baseline-all.jpg
}

strips() { # NAME
  local subject
  {
    printf 'P6\n11000 9000\n255\n'
    for subject in forest boats moss canvas; do
      # Cropped before it is enlarged, and with more noise than the others, since there is even less detail to a pixel.
      $convert "${photos[$subject]}" -strip -gravity center -crop '100%x32%+0+0' +repage -filter Lanczos -resize '11000x2250!' \
        -seed 1 -attenuate 0.35 +noise Gaussian -depth 8 rgb:-
    done
  } | cjpeg -quality 90 -sample 2x2 -outfile "$scratch/$1"
}

large_photos
other_jpegs
pngs
others
memory_photos
echo "$(find "$out" -type f | wc -l) pictures in $out"

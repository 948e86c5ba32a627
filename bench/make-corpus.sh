#!/usr/bin/env bash
# Makes pictures of mixed formats and sizes from the real photos in Debian's wallpaper packages.
# Needs: apt-get install imagemagick webp mate-backgrounds
set -euo pipefail

out=${1:?Usage: make-corpus.sh DIRECTORY}
photos=(/usr/share/backgrounds/mate/nature/*.jpg)
[ -e "${photos[0]}" ] || { echo "No photos: apt-get install mate-backgrounds" >&2; exit 1; }
command -v magick >/dev/null && convert=magick || convert=convert
mkdir -p "$out"

i=0
for photo in "${photos[@]}"; do
  name=$(printf '%02d' $i)
  $convert "$photo" -resize 1600x1600 -quality 88 "$out/$name-photo.jpg"
  $convert "$photo" -resize 1200x1200 -interlace Plane -quality 85 "$out/$name-progressive.jpg"
  $convert "$photo" -resize 900x900 -colorspace Gray "$out/$name-grey.jpg"
  $convert "$photo" -resize 800x800 "$out/$name-rgb.png"
  $convert "$photo" -resize 600x600 -alpha set -channel A -evaluate set 60% "$out/$name-alpha.png"
  $convert "$photo" -resize 500x500 -colors 200 "$out/$name-palette.gif"
  $convert "$photo" -resize 700x700 "$out/$name-plain.bmp"
  $convert "$photo" -resize 700x700 -compress LZW "$out/$name-lzw.tiff"
  $convert "$photo" -resize 800x800 -quality 80 "$out/$name-lossy.webp"
  $convert "$photo" -resize 300x300 "$out/$name-small.jpg"
  i=$((i + 1))
  [ $i -lt 6 ] || break
done
echo "$(ls "$out" | wc -l) pictures in $out"

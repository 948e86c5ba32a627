#!/usr/bin/env bash
# Makes the pictures that bench/pipeline.sh uploads, from the photos in Debian's wallpaper packages: three mixes of 0.2, 2 and 12 megapixels,
# ten files each. Needs: apt-get install imagemagick libjpeg-turbo-progs mate-backgrounds
#
# A mix is what people upload: baseline JPEGs as cameras write them (quality 90, six of them 4:2:0, two 4:4:4), one progressive JPEG as
# editors write it, and one PNG; of 12 megapixels, which cameras do not write as PNG, a JPEG more. Photos that are enlarged get noise as
# from a sensor; without it they would be cheaper to decode than a photo is (see make-engine-corpus.sh).
set -euo pipefail

out=${1:?Usage: make-pipeline-corpus.sh DIRECTORY}
photos=(/usr/share/backgrounds/mate/nature/{Blinds,Dune,Storm,TwoWings,RainDrops,Wood,LadyBird,YellowFlower,Garden,Aqua}.jpg)
[ -e "${photos[0]}" ] || { echo "missing: ${photos[0]} (apt-get install mate-backgrounds)" >&2; exit 1; }
command -v jpegtran > /dev/null || { echo "missing: jpegtran (apt-get install libjpeg-turbo-progs)" >&2; exit 1; }
if command -v magick > /dev/null; then convert=magick; else convert=convert; fi
# Noise is the same each time with one thread only.
export MAGICK_THREAD_LIMIT=1 OMP_NUM_THREADS=1

mix() { # NAME WIDTH HEIGHT [jpeg: JPEGs only]
  local number=0 photo file
  mkdir -p "$out/$1"
  for photo in "${photos[@]}"; do
    local make=("$convert" "$photo" -strip -filter Lanczos -resize "$2x$3^" -gravity center -extent "$2x$3")
    [ "$2" -le 1680 ] || make+=(-seed 1 -attenuate 0.25 +noise Gaussian)
    file=$out/$1/$number
    case $4$number in
      *[0-5] | jpeg9) "${make[@]}" -quality 90 -define jpeg:optimize-coding=false -sampling-factor 4:2:0 "$file-420.jpg" ;;
      *[67]) "${make[@]}" -quality 90 -define jpeg:optimize-coding=false -sampling-factor 4:4:4 "$file-444.jpg" ;;
      *8) "${make[@]}" -quality 90 -sampling-factor 4:2:0 jpeg:- | jpegtran -copy none -progressive -outfile "$file-progressive.jpg" ;;
      9) "${make[@]}" -depth 8 -define png:color-type=2 "$file-rgb.png" ;;
    esac
    number=$((number + 1))
  done
}

mix 0.2 544 408 ''
mix 2 1632 1224 ''
mix 12 4000 3000 jpeg
du -sh "$out"/*

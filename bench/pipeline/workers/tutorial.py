"""The worker of the Lambda tutorial without Lambda: boto3 and Wand, one long poll after the other."""

import json
import os
import sys
import threading
from urllib.parse import unquote_plus

os.environ.update(OMP_NUM_THREADS="1", MAGICK_THREAD_LIMIT="1")

import boto3
from botocore.config import Config
from wand.image import Image

RESIZED, QUEUE, CONCURRENCY = os.environ["RESIZED"], os.environ["QUEUE"], int(os.environ["CONCURRENCY"])
CONFIG = Config(s3={"addressing_style": "path"}, max_pool_connections=2 * CONCURRENCY)
ENDPOINT = {"endpoint_url": os.environ["ENDPOINT"], "config": CONFIG}
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}


def resize(s3, bucket, key):
    with Image(blob=s3.get_object(Bucket=bucket, Key=key)["Body"].read()) as image:
        image.transform(resize="400x400")
        s3.put_object(Bucket=RESIZED, Key=key, Body=image.make_blob(), ContentType=TYPES[image.format])
    s3.delete_object(Bucket=bucket, Key=key)


def work(s3, sqs):
    while True:
        answer = sqs.receive_message(QueueUrl=QUEUE, MaxNumberOfMessages=1, WaitTimeSeconds=5)
        for message in answer.get("Messages", []):
            for record in json.loads(message["Body"]).get("Records", []):
                resize(s3, record["s3"]["bucket"]["name"], unquote_plus(record["s3"]["object"]["key"]))
            sqs.delete_message(QueueUrl=QUEUE, ReceiptHandle=message["ReceiptHandle"])


def guarded(s3, sqs):
    try:
        work(s3, sqs)
    except Exception as error:
        print(f"stopped: {error!r}", file=sys.stderr, flush=True)
        os._exit(1)


clients = boto3.client("s3", **ENDPOINT), boto3.client("sqs", **ENDPOINT)
for _ in range(CONCURRENCY):
    threading.Thread(target=guarded, args=clients).start()

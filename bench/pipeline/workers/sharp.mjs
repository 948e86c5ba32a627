// A worker as a Node developer would write it: AWS SDK v3 and sharp, CONCURRENCY loops of long polls.
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import sharp from "sharp";

const { ENDPOINT: endpoint, RESIZED, QUEUE, CONCURRENCY } = process.env;
const concurrency = Number(CONCURRENCY);
const s3 = new S3Client({ endpoint, forcePathStyle: true });
const sqs = new SQSClient({ endpoint });

// As many threads as pictures in work, not one for each processor times each picture.
sharp.concurrency(1);
sharp.cache(false);

async function resize(bucket, key) {
  const original = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const { data, info } = await sharp(await original.Body.transformToByteArray())
    .autoOrient()
    .resize(400, 400, { fit: "inside" })
    .toBuffer({ resolveWithObject: true });
  await s3.send(new PutObjectCommand({ Bucket: RESIZED, Key: key, Body: data, ContentType: `image/${info.format}` }));
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

async function work() {
  for (;;) {
    const answer = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: QUEUE, MaxNumberOfMessages: 1, WaitTimeSeconds: 5 }),
    );
    for (const message of answer.Messages ?? []) {
      for (const record of JSON.parse(message.Body).Records ?? []) {
        await resize(record.s3.bucket.name, decodeURIComponent(record.s3.object.key.replaceAll("+", " ")));
      }
      await sqs.send(new DeleteMessageCommand({ QueueUrl: QUEUE, ReceiptHandle: message.ReceiptHandle }));
    }
  }
}

await Promise.all(Array.from({ length: concurrency }, work));

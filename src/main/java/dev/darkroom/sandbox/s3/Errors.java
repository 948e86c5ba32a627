package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.http.ServiceException;

/** Errors that several S3 operations answer with. */
final class Errors {
    private Errors() {}

    static ServiceException noSuchKey() {
        return new ServiceException(404, "NoSuchKey", "The specified key does not exist.");
    }

    static ServiceException noSuchBucket() {
        return new ServiceException(404, "NoSuchBucket", "The specified bucket does not exist");
    }

    static ServiceException noSuchUpload() {
        return new ServiceException(
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");
    }

    static ServiceException accessDenied() {
        return new ServiceException(403, "AccessDenied", "Access Denied");
    }

    static ServiceException invalidArgument(String message) {
        return new ServiceException(400, "InvalidArgument", message);
    }

    static ServiceException invalidRequest(String message) {
        return new ServiceException(400, "InvalidRequest", message);
    }
}

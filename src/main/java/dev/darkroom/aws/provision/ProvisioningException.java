package dev.darkroom.aws.provision;

/** Provisioning found something that a person has to decide or to mend; the message says what. */
public final class ProvisioningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what to do about it */
    public ProvisioningException(String message) {
        super(message);
    }
}

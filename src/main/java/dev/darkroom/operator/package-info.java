/**
 * The operator: makes AWS and the cluster match a {@code Gallery}, keeps them so, and tells what it did and what it could not do.
 *
 * <p>{@link dev.darkroom.operator.GalleryReconciler} compares and decides; {@code AwsSide} is the handler for AWS, {@code ClusterSide}
 * the one for Kubernetes, {@code OwnRoutes} the one for routes of the gallery's own.
 */
package dev.darkroom.operator;

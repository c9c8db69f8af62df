namespace Resilience.Checkpoints;

/// <summary>Says what the bytes of a payload are, so that nobody has to guess when they are read.</summary>
/// <param name="Serializer">The serializer and its version, such as <c>json/1</c>: 1 to 64 characters.</param>
/// <param name="Version">The version that the author of the type gave it, from 1.</param>
/// <param name="Fingerprint">The shape of the type as the serializer sees it: up to 128 characters.</param>
public sealed record PayloadSchema(string Serializer, int Version, string Fingerprint);

using System.Text.Json.Nodes;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Options of the serializer of a context type.</summary>
public sealed class CheckpointSerializerOptions
{
    /// <summary>
    /// The version of the type, from 1, the default. Raise it whenever the type changes, and give an <see cref="Upcast"/> for contexts of
    /// older versions.
    /// </summary>
    public int SchemaVersion { get; set; } = 1;

    /// <summary>
    /// Turns a context of an older version into one of <see cref="SchemaVersion"/>: it gets the version and the JSON, and returns the JSON
    /// that the type reads today. Null, the default, refuses older contexts. It is also asked when the version is the same but the shape
    /// of the type is not. What it throws becomes a <see cref="CheckpointException"/>.
    /// </summary>
    public Func<int, JsonNode, JsonNode>? Upcast { get; set; }

    /// <summary>
    /// From how many bytes on contexts are compressed: from 0 to 1,073,741,824. The default is 4,096. What does not get smaller is stored
    /// as it is.
    /// </summary>
    public int CompressionThreshold { get; set; } = 4096;

    /// <summary>
    /// The most bytes of a context as JSON: from 1,024 to 1,073,741,824. The default is 268,435,456 (256 MiB). A length that is read is
    /// compared with it before memory is allocated.
    /// </summary>
    public int MaxBytes { get; set; } = 256 * 1024 * 1024;

    internal void Validate(OptionErrors errors)
    {
        errors.Between(nameof(SchemaVersion), SchemaVersion, 1, int.MaxValue);
        errors.Between(nameof(CompressionThreshold), CompressionThreshold, 0, 1024 * 1024 * 1024);
        errors.Between(nameof(MaxBytes), MaxBytes, 1024, 1024 * 1024 * 1024);
    }
}

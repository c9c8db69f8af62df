using Resilience.Checkpoints;

namespace Resilience.Testing.Checks;

internal sealed partial class CheckContext
{
    /// <summary>The same metadata; properties count as a set, and times with their offset.</summary>
    public void Same(string what, CheckpointMetadata expected, CheckpointMetadata found)
    {
        Set($"the properties of {what}", expected.Properties, found.Properties);
        Equal($"the offset in {what}", expected.StartedAt?.Offset, found.StartedAt?.Offset);
        Equal(what, expected, found with { Properties = expected.Properties });
    }

    /// <summary>The same record, from its hash to the last property.</summary>
    public void Same(string what, CheckpointInfo expected, CheckpointInfo found)
    {
        Same($"the metadata of {what}", expected.Metadata, found.Metadata);
        Equal(what, expected, found with { Metadata = expected.Metadata });
    }
}

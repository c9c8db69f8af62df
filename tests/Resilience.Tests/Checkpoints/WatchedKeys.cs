namespace Resilience.Tests.Checkpoints;

/// <summary>A key, and something that happens when it is looked for: a place in the middle of reading a record.</summary>
internal sealed class WatchedKeys : ICheckpointKeyProvider
{
    public Action? Asked { get; set; }

    public CheckpointKey Current { get; } = new(1, new byte[32]);

    public CheckpointKey? Find(int id)
    {
        Asked?.Invoke();
        return id == Current.Id ? Current : null;
    }
}

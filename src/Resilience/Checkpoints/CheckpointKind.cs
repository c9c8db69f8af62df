namespace Resilience.Checkpoints;

/// <summary>What a record tells. The names are stored in lower case and stable.</summary>
public enum CheckpointKind : byte
{
    /// <summary>The run began: always the first record, and nothing but the first. Its payload is the input.</summary>
    Started,

    /// <summary>
    /// Another owner took the run over. The store writes it itself: from then on, what an earlier owner wants to append finds its place
    /// taken.
    /// </summary>
    Owned,

    /// <summary>A stage has ended, in whatever terminal status. Its payload is the context after it.</summary>
    Stage,

    /// <summary>
    /// A stage is about to run again; <see cref="CheckpointMetadata.Mitigation"/> is the ordinal that it will have. No payload.
    /// </summary>
    Intent,

    /// <summary>
    /// The run goes back: the records of <see cref="CheckpointMetadata.Stage"/> and of the stages after it no longer count.
    /// </summary>
    Restarted,

    /// <summary>The run has ended. Its payload is the result, <see cref="CheckpointMetadata.TraceHash"/> the hash of its trace.</summary>
    Finished,
}

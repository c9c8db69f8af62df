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
    /// A stage is about to run again; <see cref="CheckpointMetadata.Mitigation"/> is the ordinal that it will have. Its payload, if it has
    /// one, is the context from which the stage runs.
    /// </summary>
    Intent,

    /// <summary>
    /// The run goes back: the records of <see cref="CheckpointMetadata.Stage"/> and of the stages after it no longer count.
    /// </summary>
    Restarted,

    /// <summary>
    /// The run has ended; <see cref="CheckpointMetadata.TraceHash"/> is the hash of its trace. Without a payload, the result is the context
    /// of the last record that has one and counts.
    /// </summary>
    Finished,
}

namespace Resilience.Pipelines;

/// <summary>What a <see cref="Recovery{TCall, TRaw, T}"/> does next.</summary>
internal enum RecoveryStage : byte
{
    /// <summary>Ask the next strategy outwards.</summary>
    Decide,

    /// <summary>A strategy's verdict has come.</summary>
    TakeVerdict,

    /// <summary>The outcome that a verdict discards has been disposed of.</summary>
    Discarded,

    /// <summary>The delay before the next attempt has passed.</summary>
    Delayed,

    /// <summary>A strategy that took time to let the attempt in has answered.</summary>
    TakeEntry,

    /// <summary>The callback has ended.</summary>
    TakeResult,

    /// <summary>A strategy's replacement has come.</summary>
    TakeReplacement,

    /// <summary>Every strategy has been asked: the outcome is the execution's.</summary>
    Ended,
}

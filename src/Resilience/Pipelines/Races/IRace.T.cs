namespace Resilience.Pipelines.Races;

/// <summary>A race as its attempts see it.</summary>
/// <typeparam name="T">The type of the call's result.</typeparam>
internal interface IRace<T> : IRace
{
    PipelineCore Core { get; }

    /// <summary>The state that the caller gave, boxed.</summary>
    object? State { get; }

    /// <summary>Runs the user's callback for an attempt that does something else, or more.</summary>
    ValueTask<T> CallAsync(RaceAttempt<T> attempt, CancellationToken token);
}

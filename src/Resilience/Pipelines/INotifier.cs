namespace Resilience.Pipelines;

/// <summary>Whoever sends notifications to users' handlers, and how long that may take.</summary>
internal interface INotifier
{
    TimeProvider TimeProvider { get; }

    /// <summary>Cancelled when nobody waits for the handler any more.</summary>
    CancellationToken GiveUp { get; }

    /// <summary>The time until the deadline outside of the strategy; null if there is none.</summary>
    TimeSpan? Remaining(ResilienceStrategy strategy);

    /// <summary>Tells whoever listens what the handler did wrong.</summary>
    void PublishFault(ResilienceStrategy strategy, Exception exception);
}

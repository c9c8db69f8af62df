namespace Resilience;

/// <summary>Why a component refused to let a call through.</summary>
public enum RejectionReason : byte
{
    /// <summary>The circuit is open after too many failures, or its probes are taken.</summary>
    CircuitOpen,

    /// <summary>Somebody holds the circuit open by hand.</summary>
    CircuitIsolated,

    /// <summary>All permits of the bulkhead are in use, and so are all places in its queue.</summary>
    BulkheadFull,

    /// <summary>The call waited for a permit as long as it may.</summary>
    QueueTimeout,

    /// <summary>The rate limit is used up.</summary>
    RateLimited,

    /// <summary>The call was dropped in favour of more important ones.</summary>
    Shed,

    /// <summary>A health probe says that what would be called is down.</summary>
    DependencyUnhealthy,

    /// <summary>A component that is not part of this library refused.</summary>
    Custom,

    /// <summary>The application does not offer this in its operation mode.</summary>
    FeatureDisabled,
}

namespace Resilience;

/// <summary>
/// The stable codes of every failure and rejection. They never change their meaning; logs, metrics and alerts may rely on them.
/// </summary>
public static class ErrorCodes
{
    /// <summary>The caller, or the code that was called, asked to stop.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>A failure about which nothing is known.</summary>
    public const string Unknown = "failure.unknown";

    /// <summary>A failure of unknown cause that will come back however often the call is made.</summary>
    public const string Permanent = "failure.permanent";

    /// <summary>What is called says that it is down.</summary>
    public const string Unavailable = "failure.unavailable";

    /// <summary>An answer did not come in time.</summary>
    public const string Timeout = "failure.timeout";

    /// <summary>A connection could not be made, or broke.</summary>
    public const string Connection = "failure.connection";

    /// <summary>A server answered with a status that says it failed.</summary>
    public const string Http = "failure.http";

    /// <summary>What is called limits the rate of calls, and said so.</summary>
    public const string RateLimit = "failure.rate_limit";

    /// <summary>The call itself is wrong.</summary>
    public const string Validation = "failure.validation";

    /// <summary>A limited resource ran out.</summary>
    public const string Resource = "failure.resource";

    /// <summary>What was read or sent is malformed, missing or in conflict.</summary>
    public const string Data = "failure.data";

    /// <summary>A circuit breaker is open.</summary>
    public const string CircuitOpen = "rejected.circuit_open";

    /// <summary>A circuit breaker is held open by hand.</summary>
    public const string CircuitIsolated = "rejected.circuit_isolated";

    /// <summary>A bulkhead and its queue are full.</summary>
    public const string BulkheadFull = "rejected.bulkhead_full";

    /// <summary>A call waited in a queue as long as it may.</summary>
    public const string QueueTimeout = "rejected.queue_timeout";

    /// <summary>A rate limiter of this process refused.</summary>
    public const string RateLimited = "rejected.rate_limited";

    /// <summary>A call was dropped in favour of more important ones.</summary>
    public const string Shed = "rejected.shed";

    /// <summary>A health probe says that what would be called is down.</summary>
    public const string DependencyUnhealthy = "rejected.dependency_unhealthy";

    /// <summary>The application does not offer this in its operation mode.</summary>
    public const string FeatureDisabled = "rejected.feature_disabled";

    /// <summary>A component that is not part of this library refused.</summary>
    public const string RejectedCustom = "rejected.custom";

    /// <summary>The options of a pipeline or component cannot work.</summary>
    public const string InvalidOptions = "options.invalid";

    /// <summary>Somebody else owns the run.</summary>
    public const string RunOwned = "checkpoint.run_owned";

    /// <summary>This owner lost the run to another one.</summary>
    public const string OwnershipLost = "checkpoint.ownership_lost";

    /// <summary>There is no such record.</summary>
    public const string CheckpointNotFound = "checkpoint.not_found";

    /// <summary>Stored records are torn, changed, missing or out of order.</summary>
    public const string CheckpointCorrupt = "checkpoint.corrupt";

    /// <summary>A record was not written by somebody who has the key.</summary>
    public const string CheckpointTampered = "checkpoint.tampered";

    /// <summary>A record was written by a later version of this library.</summary>
    public const string CheckpointUnsupported = "checkpoint.unsupported";

    /// <summary>A record needs a key that the store does not have.</summary>
    public const string CheckpointKeyMissing = "checkpoint.key_missing";

    /// <summary>A stored context has another schema than the type that it is to become.</summary>
    public const string SchemaMismatch = "checkpoint.schema_mismatch";

    /// <summary>A context cannot be stored so that it comes back as it was.</summary>
    public const string NotSerializable = "checkpoint.not_serializable";

    /// <summary>A context or record is larger than the limit for it.</summary>
    public const string CheckpointTooLarge = "checkpoint.too_large";

    /// <summary>The storage of checkpoints is full.</summary>
    public const string StorageFull = "checkpoint.storage_full";

    /// <summary>The storage of checkpoints failed.</summary>
    public const string StorageFailed = "checkpoint.storage_failed";

    /// <summary>A path of checkpoints leads through a link, or others may write there.</summary>
    public const string UnsafePath = "checkpoint.unsafe_path";

    /// <summary>There is no such run.</summary>
    public const string RunNotFound = "run.not_found";

    /// <summary>There is a run of this id already, with another input.</summary>
    public const string RunInputMismatch = "run.input_mismatch";

    /// <summary>The pipeline has changed since the run was interrupted.</summary>
    public const string RunDefinitionChanged = "run.definition_changed";

    /// <summary>The run is under way in this process.</summary>
    public const string RunAlreadyRunning = "run.already_running";

    /// <summary>The orchestrator is being drained and begins no runs any more.</summary>
    public const string RunDraining = "run.draining";

    /// <summary>The run has not come to this stage, or there is no such stage.</summary>
    public const string RunStageNotReached = "run.stage_not_reached";

    /// <summary>There is a run of this id already.</summary>
    public const string RunAlreadyExists = "run.already_exists";

    /// <summary>The run was being forked when that was interrupted.</summary>
    public const string RunForkIncomplete = "run.fork_incomplete";

    /// <summary>The run was aborted because of a risk.</summary>
    public const string RunAborted = "run.aborted";
}

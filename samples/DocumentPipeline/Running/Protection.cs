using DocumentPipeline.Model;
using Resilience;

namespace DocumentPipeline.Running;

/// <summary>
/// Builds the pipeline of a stage: retry, and inside it the timeout of an attempt. The timeout of the whole stage and its circuit breaker
/// are the orchestrator's, around it; what stands in for a stage that keeps failing is a mitigation.
/// </summary>
internal sealed class Protection
{
    private readonly ProtectionSettings _settings;
    private readonly TimeSpan _attemptTimeout;
    private readonly Action<StageInfo, string> _tell;
    private readonly TimeProvider _timeProvider;

    /// <param name="settings">The numbers.</param>
    /// <param name="documentBytes">The size of the document: a large one has more time.</param>
    /// <param name="tell">Told of attempts that failed and are made again.</param>
    /// <param name="timeProvider">The clock.</param>
    public Protection(
        ProtectionSettings settings, long documentBytes, Action<StageInfo, string> tell, TimeProvider timeProvider)
    {
        _settings = settings;
        _attemptTimeout = settings.AttemptTimeoutFor(documentBytes);
        StageTimeout = settings.StageTimeoutFor(documentBytes);
        _tell = tell;
        _timeProvider = timeProvider;
    }

    /// <summary>How long a stage may take with all its attempts.</summary>
    public TimeSpan StageTimeout { get; }

    /// <summary>The pipeline of a stage.</summary>
    public ResiliencePipeline<DocumentContext> For(string stage) => new ResiliencePipelineBuilder<DocumentContext>
    {
        Name = stage,
        TimeProvider = _timeProvider,
        Classifier = DocumentFailures.Classifier,
    }
        .AddRetry(Retry())
        .AddTimeout(AttemptTimeout(stage))
        .Build();

    private RetryOptions<DocumentContext> Retry() => new()
    {
        MaxAttempts = _settings.MaxAttempts,
        Backoff = _settings.RetryDelay > TimeSpan.Zero ? Backoff.Exponential(_settings.RetryDelay) : Backoff.None,
        OnRetry = arguments =>
        {
            if (arguments.Context.TryGet(StageContext.Key, out StageContext? stage))
            {
                string reason = Reasons.Of(arguments.Failure.Exception);
                _tell(stage.Stage, $"attempt {arguments.Attempt} of {_settings.MaxAttempts}: {reason}; trying again");
            }

            return default;
        },
    };

    private TimeoutOptions AttemptTimeout(string stage) => new()
    {
        Name = "attempt timeout",
        TimeoutGenerator = arguments =>
        {
            int mitigation = arguments.Context.TryGet(StageContext.Key, out StageContext? context) ? context.Mitigation : 0;
            return _settings.Hangs(stage, arguments.Attempt, mitigation) ? _settings.HangingAttemptTimeout : _attemptTimeout;
        },
    };
}

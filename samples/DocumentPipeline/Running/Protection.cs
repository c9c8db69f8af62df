using DocumentPipeline.Model;
using DocumentPipeline.Stages;
using Resilience;

namespace DocumentPipeline.Running;

/// <summary>
/// Builds the pipeline of a stage: fallback, timeout of the whole stage, retry, timeout of an attempt, from the outside in. What
/// happens is written into the protocol of the call, which travels in the execution's context.
/// </summary>
internal sealed class Protection
{
    private static readonly ResilienceKey<StageCall> _call = new("document-pipeline.call");

    // What is wrong with the document stays wrong: no retry, and the cause is on record.
    private static readonly FailureClassifier _classifier = FailureClassifier.Default
        .With<DocumentException>(static _ => new Failure(FailureCause.Data, FailureDisposition.Permanent))
        .With<EmptyExtractionException>(static _ => new Failure(FailureCause.Data, FailureDisposition.Permanent))
        .With<InsufficientTextException>(static _ => new Failure(FailureCause.Data, FailureDisposition.Permanent))
        .With<EmptyCausalGraphException>(static _ => new Failure(FailureCause.Data, FailureDisposition.Permanent))
        .With<MissingFinancialDataException>(static _ => new Failure(FailureCause.Data, FailureDisposition.Permanent))
        .With<PlanInvalidException>(static _ => new Failure(FailureCause.Validation, FailureDisposition.Permanent))
        .With<ModelMissingException>(static _ => new Failure(FailureCause.Resource, FailureDisposition.Permanent));

    private readonly ProtectionSettings _settings;
    private readonly TimeProvider _timeProvider;

    public Protection(ProtectionSettings settings, TimeProvider timeProvider)
    {
        _settings = settings;
        _timeProvider = timeProvider;
    }

    /// <summary>The pipeline of a stage; it serves any number of calls made with a <see cref="ContextFor"/> of theirs.</summary>
    public ResiliencePipeline<DocumentContext> For(StageDefinition stage)
    {
        var builder = new ResiliencePipelineBuilder<DocumentContext>
        {
            Name = stage.Name,
            TimeProvider = _timeProvider,
            Classifier = _classifier,
        };
        if (stage.Fallback is { } fallback)
        {
            builder.AddFallback(FallbackTo(fallback));
        }

        return builder
            .AddTimeout(WholeTimeout())
            .AddRetry(Retry())
            .AddTimeout(AttemptTimeout(stage))
            .Build();
    }

    /// <summary>The context of one call: strategies and callbacks find the call in it.</summary>
    public static ResilienceContext ContextFor(StageCall call, string operation, CancellationToken cancellationToken)
    {
        var context = new ResilienceContext(operation, cancellationToken);
        context.Set(_call, call);
        return context;
    }

    private static FallbackOptions<DocumentContext> FallbackTo(StageFallback fallback) => new()
    {
        Action = (arguments, cancellationToken) => fallback.Run(CallOf(arguments.Context).Context, cancellationToken),
        OnFallback = arguments =>
        {
            StageProtocol protocol = CallOf(arguments.Context).Protocol;
            protocol.AttemptFailed(Reasons.Of(arguments.Failure.Failure, arguments.Failure.Exception));
            protocol.FallsBackTo(fallback.Description);
            return default;
        },
    };

    private TimeoutOptions WholeTimeout() => new()
    {
        Name = "stage timeout",
        TimeoutGenerator = arguments => _settings.StageTimeoutFor(CallOf(arguments.Context).Context),
        OnTimeout = static arguments =>
        {
            CallOf(arguments.Context).Protocol.StageTimedOut(arguments.Timeout);
            return default;
        },
    };

    private RetryOptions<DocumentContext> Retry() => new()
    {
        MaxAttempts = _settings.MaxAttempts,
        Backoff = _settings.RetryDelay > TimeSpan.Zero ? Backoff.Exponential(_settings.RetryDelay) : Backoff.None,
        OnRetry = static arguments =>
        {
            StageProtocol protocol = CallOf(arguments.Context).Protocol;
            protocol.AttemptFailed(Reasons.Of(arguments.Failure.Failure, arguments.Failure.Exception));
            protocol.Retrying();
            return default;
        },
    };

    private TimeoutOptions AttemptTimeout(StageDefinition stage) => new()
    {
        Name = "attempt timeout",
        TimeoutGenerator = arguments => arguments.Attempt == 1 && _settings.HangingStages.Contains(stage.Name)
            ? _settings.HangingAttemptTimeout
            : _settings.AttemptTimeoutFor(CallOf(arguments.Context).Context),
        OnTimeout = static arguments =>
        {
            CallOf(arguments.Context).Protocol.AttemptTimedOut(arguments.Timeout);
            return default;
        },
    };

    private static StageCall CallOf(ResilienceContext context) => context.TryGet(_call, out StageCall? call)
        ? call
        : throw new InvalidOperationException("The execution was started without a context of its stage's call.");
}

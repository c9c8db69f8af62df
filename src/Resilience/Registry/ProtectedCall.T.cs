using Resilience.Pipelines;
using Resilience.Telemetry;

namespace Resilience.Registry;

/// <summary>A function whose calls go through an operation.</summary>
internal sealed class ProtectedCall<TInput, T>(
    ResilienceOperation operation,
    Func<TInput, CancellationToken, ValueTask<T>> call,
    Func<TInput, CancellationToken, ValueTask<T>> fallback)
{
    private readonly ResiliencePipeline<T>? _typed = operation.TypedOrNull<T>();
    private readonly ResiliencePipeline? _untyped = operation.TypedOrNull<T>() is null ? operation.Pipeline : null;

    public static Func<TInput, CancellationToken, ValueTask<T>> Wrap(
        IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, ValueTask<T>> call,
        Func<TInput, CancellationToken, ValueTask<T>>? fallback,
        ResiliencePreset? preset)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(call);
        ResilienceOperation operation = preset is null ? registry.GetOrAdd(name) : registry.GetOrAdd(name, preset);
        if (fallback is not null)
            return new ProtectedCall<TInput, T>(operation, call, fallback).InvokeAsync;
        if (operation.TypedOrNull<T>() is { } typed)
            return (input, token) => typed.ExecuteAsync(call, input, token);
        ResiliencePipeline untyped = operation.Pipeline;
        return (input, token) => untyped.ExecuteAsync(call, input, token);
    }

    public static Func<TInput, CancellationToken, ValueTask<T>> Awaiting(Func<TInput, CancellationToken, Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return (input, token) => new(call(input, token));
    }

    private PipelineCore Core => _typed?.Core ?? _untyped!.Core;

    private async ValueTask<T> InvokeAsync(TInput input, CancellationToken cancellationToken)
    {
        Outcome<T> outcome = _typed is not null
            ? await _typed.ExecuteOutcomeAsync(call, input, cancellationToken).ConfigureAwait(false)
            : await _untyped!.ExecuteOutcomeAsync(call, input, cancellationToken).ConfigureAwait(false);
        if (outcome.IsSuccess || outcome.IsCancelled)
        {
            outcome.ThrowIfNotSuccess();
            return outcome.Result;
        }

        operation.Metrics.Counts.FellBack();
        PipelineTelemetry telemetry = Core.Telemetry;
        if (telemetry.Hears(ResilienceEventKind.FallbackUsed))
        {
            telemetry.Publish(new(ResilienceEventKind.FallbackUsed, telemetry.PipelineName)
            {
                Strategy = "fallback",
                Code = outcome.Code,
                Exception = outcome.Exception,
            });
        }

        return await fallback(input, cancellationToken).ConfigureAwait(false);
    }
}

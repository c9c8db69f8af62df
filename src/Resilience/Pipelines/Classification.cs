using Resilience.Telemetry;

namespace Resilience.Pipelines;

/// <summary>Asks a pipeline's classifier, which is the user's, and may throw.</summary>
internal static class Classification
{
    /// <summary>The classification of an exception.</summary>
    /// <param name="core">The pipeline.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="fault">What the classifier threw, if it did.</param>
    public static Failure Of(PipelineCore core, Exception exception, out Exception? fault)
    {
        try
        {
            fault = null;
            return core.Classifier.Classify(exception);
        }
        catch (Exception thrown)
        {
            fault = thrown;
            return new(FailureCause.Unknown, FailureDisposition.Permanent);
        }
    }

    /// <summary>The outcome of what failed outside of every attempt.</summary>
    public static Outcome<T> Failed<T>(PipelineCore core, Exception exception)
    {
        Failure failure = Of(core, exception, out Exception? fault);
        if (fault is not null && core.Telemetry.Hears(ResilienceEventKind.CallbackFailed))
            core.Telemetry.Publish(new(ResilienceEventKind.CallbackFailed, core.Telemetry.PipelineName) { Exception = fault });
        return Outcome.Failure<T>(exception, failure);
    }
}

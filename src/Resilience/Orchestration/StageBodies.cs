namespace Resilience.Orchestration;

/// <summary>Brings the forms in which a stage's code may be given into one.</summary>
internal static class StageBodies
{
    public static Func<StageContext, T, CancellationToken, ValueTask<T>> Of<T>(Func<StageContext, T, CancellationToken, Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return (stage, context, cancellationToken) => new(body(stage, context, cancellationToken));
    }

    public static Func<StageContext, T, CancellationToken, ValueTask<T>> Of<T>(Func<StageContext, T, T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return (stage, context, _) => new(body(stage, context));
    }
}

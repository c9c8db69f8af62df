using System.Runtime.CompilerServices;

namespace Resilience.Pipelines.Calls;

/// <summary>Gives the calls without result one.</summary>
internal static class VoidCalls
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Unit> AwaitAsync(ValueTask pending)
    {
        await pending.ConfigureAwait(false);
        return default;
    }
}

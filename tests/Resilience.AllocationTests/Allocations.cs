namespace Resilience.AllocationTests;

/// <summary>
/// Counts what a call allocates: warmed, many calls a sample, several samples, of which the smallest counts. Noise (the runner,
/// the runtime's own threads) only ever adds.
/// </summary>
internal static class Allocations
{
    private const int Samples = 7;
    private const int Calls = 10_000;

    /// <summary>Bytes per call on this thread, exact for calls that do not leave it.</summary>
    public static double PerCall(Action call)
    {
        Repeat(call);

        long smallest = long.MaxValue;
        for (int sample = 0; sample < Samples; sample++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Repeat(call);
            smallest = Math.Min(smallest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)smallest / Calls;
    }

    /// <summary>Bytes per call of the whole process, for calls that continue on other threads, one after the other.</summary>
    public static Task<double> PerCallAsync(Func<ValueTask<int>> call) => PerCallAsync(call, inFlight: 1);

    /// <summary>The same with so many calls in flight at once.</summary>
    public static async Task<double> PerCallAsync(Func<ValueTask<int>> call, int inFlight)
    {
        ValueTask<int>[] running = new ValueTask<int>[inFlight];
        await RepeatAsync(call, running);

        long smallest = long.MaxValue;
        for (int sample = 0; sample < Samples; sample++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await RepeatAsync(call, running);
            smallest = Math.Min(smallest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (double)smallest / Calls;
    }

    private static void Repeat(Action call)
    {
        for (int i = 0; i < Calls; i++)
        {
            call();
        }
    }

    private static async Task RepeatAsync(Func<ValueTask<int>> call, ValueTask<int>[] running)
    {
        for (int i = 0; i < Calls; i += running.Length)
        {
            for (int k = 0; k < running.Length; k++)
            {
#pragma warning disable CA2012 // Each is awaited once, below; as tasks they would allocate.
                running[k] = call();
#pragma warning restore CA2012
            }

            for (int k = 0; k < running.Length; k++)
            {
                await running[k];
            }
        }
    }
}

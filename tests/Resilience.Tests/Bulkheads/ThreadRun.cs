namespace Resilience.Bulkheads;

/// <summary>Runs the same on several threads at once.</summary>
internal static class ThreadRun
{
    public static void Run(int count, Action<int> body)
    {
        var faults = new List<Exception>();
        using var start = new Barrier(count);
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int number = i;
            threads[i] = new Thread(() =>
            {
                try
                {
                    start.SignalAndWait();
                    body(number);
                }
                catch (Exception exception)
                {
                    lock (faults)
                        faults.Add(exception);
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        faults.Should().BeEmpty();
    }
}

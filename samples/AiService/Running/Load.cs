using AiService.Calls;

namespace AiService.Running;

/// <summary>Callers: a few at a time for each operation, with a breath between two calls.</summary>
internal sealed class Load(Summaries summaries, Classifications classifications, Embeddings embeddings)
{
    private const int CallersOfEach = 4;
    private static readonly TimeSpan _breath = TimeSpan.FromMilliseconds(15);

    /// <summary>Has so many calls made of each operation.</summary>
    public Task SendAsync(int calls, CancellationToken cancellationToken) => Task.WhenAll(
        RunAsync(calls, async (text, token) => await summaries.SummarizeAsync(text, token), cancellationToken),
        RunAsync(calls, async (text, token) => await classifications.ClassifyAsync(text, token), cancellationToken),
        RunAsync(calls, async (text, token) => await embeddings.EmbedAsync(text, token), cancellationToken));

    private static Task RunAsync(int calls, Func<string, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(1, calls),
            new ParallelOptions { MaxDegreeOfParallelism = CallersOfEach, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                try
                {
                    await call($"Request number {number}", token);
                }
                catch (Exception) when (!token.IsCancellationRequested)
                {
                    // Not even the second choice has answered. The registry has counted it, and the next caller does not mind.
                }

                await Task.Delay(_breath, token);
            });
}

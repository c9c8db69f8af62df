using System.Reflection;
using System.Runtime.Loader;

namespace Resilience.DocTests;

/// <summary>Runs a compiled snippet to its end, in a load context that goes away with it.</summary>
internal static class SnippetRunner
{
    /// <summary>A snippet that is not done by then hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <returns>What the snippet wrote to the console.</returns>
    public static async Task<string> RunAsync(Stream assembly, TimeSpan limit)
    {
        AssemblyLoadContext context = new("snippet", isCollectible: true);
        TextWriter console = Console.Out;
        StringWriter written = new();
        Console.SetOut(TextWriter.Synchronized(written));
        try
        {
            MethodInfo entryPoint = context.LoadFromStream(assembly).EntryPoint
                ?? throw new InvalidOperationException("The snippet has no statements to run.");

            // On a thread of its own: an entry point that is not done in time cannot be ended, only left behind.
            TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            new Thread(() => Run(entryPoint, done)) { IsBackground = true }.Start();
            await done.Task.WaitAsync(limit);
            return written.ToString();
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }
    }

    private static void Run(MethodInfo entryPoint, TaskCompletionSource done)
    {
        try
        {
            object?[] arguments = entryPoint.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
            entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            done.SetResult();
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }
}

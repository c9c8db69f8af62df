using System.Diagnostics.CodeAnalysis;

namespace Resilience.Testing.Checks;

internal sealed partial class CheckContext
{
    /// <summary>Fails the check.</summary>
    [DoesNotReturn]
    public void Fail(string expected, string found) => throw new ConformanceException(_check, expected, found);

    public void Equal<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            Fail($"{what} to be {Words.Of(expected)}", Words.Of(found));
    }

    public void True(string expected, bool isSo)
    {
        if (!isSo)
            Fail(expected, "the opposite");
    }

    public T NotNull<T>(string what, T? found)
        where T : class
    {
        if (found is null)
            Fail(what, "null");
        return found;
    }

    /// <summary>The same values in the same order.</summary>
    public void Sequence<T>(string what, IEnumerable<T> expected, IEnumerable<T> found)
    {
        T[] wanted = [.. expected], got = [.. found];
        if (!wanted.AsSpan().SequenceEqual(got))
            Fail($"{what} to be {Words.Of(wanted)}", Words.Of(got));
    }

    /// <summary>The same values, in whichever order, none twice.</summary>
    public void Set<T>(string what, IEnumerable<T> expected, IEnumerable<T> found)
    {
        T[] wanted = [.. expected.Distinct()], got = [.. found];
        if (got.Length == wanted.Length && wanted.ToHashSet().SetEquals(got))
            return;
        T[] missing = [.. wanted.Except(got)], surplus = [.. got.Except(wanted)];
        Fail(
            $"{what} to be {wanted.Length} in number",
            $"{got.Length}, where {Words.Of(missing)} are missing and {Words.Of(surplus)} are too much");
    }

    /// <summary>The call is refused for the given reason.</summary>
    public async Task RefusedAsync(string what, CheckpointError expected, Func<Task> call)
    {
        CheckpointException error = await ThrowsAsync<CheckpointException>(what, call);
        if (error.Error != expected)
            Fail($"{what} to be refused with {expected}", $"{error.Error}");
    }

    /// <summary>The call throws an exception of the given type, or of one derived from it.</summary>
    public async Task<T> ThrowsAsync<T>(string what, Func<Task> call)
        where T : Exception
    {
        try
        {
            await call();
        }
        catch (T error)
        {
            return error;
        }
        catch (Exception other) when (!Token.IsCancellationRequested)
        {
            Fail($"{what} to throw {typeof(T).Name}", $"{other.GetType().Name}: {other.Message.TrimEnd('.')}");
        }

        Token.ThrowIfCancellationRequested();
        Fail($"{what} to throw {typeof(T).Name}", "that it throws nothing");
        return null;
    }
}

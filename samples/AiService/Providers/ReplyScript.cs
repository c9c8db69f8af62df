namespace AiService.Providers;

/// <summary>Replies in turn, and over again from the first. Safe to use from many threads.</summary>
internal sealed class ReplyScript
{
    private readonly ScriptedReply[] _replies;
    private int _next = -1;

    public ReplyScript(params ScriptedReply[] replies)
    {
        ArgumentOutOfRangeException.ThrowIfZero(replies.Length);
        _replies = replies;
    }

    /// <summary>Everything is well, after this many milliseconds.</summary>
    public static ReplyScript Well(params int[] milliseconds) =>
        new([.. milliseconds.Select(static delay => new ScriptedReply(200, TimeSpan.FromMilliseconds(delay)))]);

    /// <summary>One request in seven fails, and has to be made again.</summary>
    public static ReplyScript Stumbling()
    {
        var well = new ScriptedReply(200, TimeSpan.FromMilliseconds(5));
        return new(well, well, well, new ScriptedReply(503), well, well, well);
    }

    /// <summary>Down most of the time, and at its limit when it is not.</summary>
    public static ReplyScript Failing() => new(
        new ScriptedReply(503),
        new ScriptedReply(503, RetryAfterSeconds: 1),
        new ScriptedReply(429, RetryAfterSeconds: 1),
        new ScriptedReply(503));

    public ScriptedReply Next() => _replies[(uint)Interlocked.Increment(ref _next) % (uint)_replies.Length];
}

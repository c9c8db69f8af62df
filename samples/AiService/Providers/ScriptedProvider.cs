using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiService.Providers;

/// <summary>
/// An AI provider that is none: an HTTP server on loopback, at a port that is free, that answers as its script says. It takes one request a
/// connection, which is all that is needed here.
/// </summary>
internal sealed class ScriptedProvider : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private ReplyScript _script;

    public ScriptedProvider(string name, decimal price, ReplyScript script)
    {
        Name = name;
        Price = price;
        _script = script;
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
        _accepting = AcceptAsync();
    }

    public string Name { get; }

    /// <summary>What an answer costs, in cents.</summary>
    public decimal Price { get; }

    public Uri Address { get; }

    public ProviderTally Tally { get; } = new();

    /// <summary>Has requests that come from now on answered by another script.</summary>
    public void Play(ReplyScript script) => Volatile.Write(ref _script, script);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stopping.Token);
                open.RemoveAll(static one => one.IsCompleted);
                open.Add(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            if (await RequestReader.ReadBodyAsync(stream, _stopping.Token) is not { } body)
                return;
            ScriptedReply reply = Volatile.Read(ref _script).Next();
            Tally.Add(reply.Status);
            await Task.Delay(reply.Delay, _stopping.Token);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Written(reply, body)), _stopping.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // Who asked has hung up, as timeouts do, or the provider closes.
        }
    }

    private string Written(ScriptedReply reply, string body)
    {
        string text = reply.Status == 200 ? $"{Name} on {body.Length} characters" : $"{Name} cannot";
        string retryAfter = reply.RetryAfterSeconds is { } seconds ? $"Retry-After: {seconds}\r\n" : "";
        return $"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\n{retryAfter}Content-Type: text/plain; charset=utf-8\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}";
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Resilience.Metrics.Webhooks;

/// <summary>A receiver of webhooks on this machine: keeps what it is sent, and answers as it is told.</summary>
internal sealed class LoopbackReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, string?> _answer;
    private readonly Task _work;
    private int _count;

    /// <param name="answer">
    /// The status line and headers for the n-th request, from 1, such as "200 OK"; null to say nothing and keep the connection.
    /// </param>
    public LoopbackReceiver(Func<int, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _work = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/services/T00/SECRETPATH");

    public ConcurrentQueue<(string Head, string Body)> Requests { get; } = new();

    public SemaphoreSlim Received { get; } = new(0);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _work;
        _stop.Dispose();
        Received.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                while (await ReadAsync(reader))
                {
                    if (_answer(Interlocked.Increment(ref _count)) is not { } answer)
                        await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
                    else
                        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n"), _stop.Token);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // Whoever sent is gone, or the test is over.
            }
        }
    }

    private async Task<bool> ReadAsync(StreamReader reader)
    {
        var head = new StringBuilder();
        int length = 0;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.Length == 0)
            {
                char[] body = new char[length];
                await reader.ReadBlockAsync(body.AsMemory(), _stop.Token);
                Requests.Enqueue((head.ToString(), Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body))));
                Received.Release();
                return true;
            }

            head.Append(line).Append('\n');
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line["Content-Length:".Length..]);
        }

        return false;
    }
}

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
    <context>
        <name>AccountMenu</name>
        <message>
            <source>Account and settings</source>
            <translation>Tài khoản và cài đặt</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Giao diện</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Theo hệ thống</translation>
        </message>
        <message>
            <source>Move panels</source>
            <translation>Di chuyển các khung</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Sáng</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Tối</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Tương phản cao</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>New ticket</source>
            <translation>Phiếu mới</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Tìm kiếm</translation>
        </message>
        <message>
            <source>Add a filter</source>
            <translation>Thêm bộ lọc</translation>
        </message>
        <message>
            <source>Clear filter and search</source>
            <translation>Xóa bộ lọc và tìm kiếm</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Làm mới</translation>
        </message>
        <message>
            <source>Next ticket</source>
            <translation>Phiếu tiếp theo</translation>
        </message>
        <message>
            <source>Previous ticket</source>
            <translation>Phiếu trước</translation>
        </message>
        <message>
            <source>Open the ticket</source>
            <translation>Mở phiếu</translation>
        </message>
        <message>
            <source>First ticket</source>
            <translation>Phiếu đầu tiên</translation>
        </message>
        <message>
            <source>Last ticket</source>
            <translation>Phiếu cuối cùng</translation>
        </message>
        <message>
            <source>Select all matching tickets</source>
            <translation>Chọn mọi phiếu khớp</translation>
        </message>
        <message>
            <source>Close the panel, or clear the search</source>
            <translation>Đóng khung chi tiết, hoặc xóa tìm kiếm</translation>
        </message>
        <message>
            <source>Quick filters</source>
            <translation>Bộ lọc nhanh</translation>
        </message>
        <message>
            <source>Ticket details</source>
            <translation>Chi tiết phiếu</translation>
        </message>
        <message>
            <source>Compact rows</source>
            <translation>Dòng gọn</translation>
        </message>
        <message>
            <source>Add a condition</source>
            <translation>Thêm điều kiện</translation>
        </message>
        <message>
            <source>Add a group</source>
            <translation>Thêm nhóm</translation>
        </message>
        <message>
            <source>Administration…</source>
            <translation>Quản trị…</translation>
        </message>
        <message>
            <source>Assign to me</source>
            <translation>Phân công cho tôi</translation>
        </message>
        <message>
            <source>Assign to…</source>
            <translation>Phân công cho…</translation>
        </message>
        <message>
            <source>Backups…</source>
            <translation>Bản sao lưu…</translation>
        </message>
        <message>
            <source>Build filter…</source>
            <translation>Dựng bộ lọc…</translation>
        </message>
        <message>
            <source>Change the CCs</source>
            <translation>Đổi CC</translation>
        </message>
        <message>
            <source>Change the due time</source>
            <translation>Đổi hạn xử lý</translation>
        </message>
        <message>
            <source>Change the group</source>
            <translation>Đổi nhóm</translation>
        </message>
        <message>
            <source>Change the priority</source>
            <translation>Đổi ưu tiên</translation>
        </message>
        <message>
            <source>Change the status</source>
            <translation>Đổi trạng thái</translation>
        </message>
        <message>
            <source>Change the subject</source>
            <translation>Đổi tiêu đề</translation>
        </message>
        <message>
            <source>Change the type</source>
            <translation>Đổi loại</translation>
        </message>
        <message>
            <source>Change the value in the panel</source>
            <translation>Đổi giá trị trong khung chi tiết</translation>
        </message>
        <message>
            <source>Changing a ticket</source>
            <translation>Sửa phiếu</translation>
        </message>
        <message>
            <source>Choose columns</source>
            <translation>Chọn cột</translation>
        </message>
        <message>
            <source>Contacts and companies</source>
            <translation>Khách hàng và công ty</translation>
        </message>
        <message>
            <source>Copy the rows</source>
            <translation>Sao chép các dòng</translation>
        </message>
        <message>
            <source>Copy the serials</source>
            <translation>Sao chép số phiếu</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xóa</translation>
        </message>
        <message>
            <source>Discard changes</source>
            <translation>Bỏ thay đổi</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>Nhân bản</translation>
        </message>
        <message>
            <source>Edit filter…</source>
            <translation>Sửa bộ lọc…</translation>
        </message>
        <message>
            <source>Edit the condition</source>
            <translation>Sửa điều kiện</translation>
        </message>
        <message>
            <source>Export tickets…</source>
            <translation>Xuất phiếu ra tệp…</translation>
        </message>
        <message>
            <source>Filter builder</source>
            <translation>Trình dựng bộ lọc</translation>
        </message>
        <message>
            <source>Float or dock the quick filters</source>
            <translation>Tách ra hoặc gắn lại bộ lọc nhanh</translation>
        </message>
        <message>
            <source>Float or dock the ticket details</source>
            <translation>Tách ra hoặc gắn lại chi tiết phiếu</translation>
        </message>
        <message>
            <source>Fold or unfold the group</source>
            <translation>Thu gọn hoặc mở rộng nhóm</translation>
        </message>
        <message>
            <source>From the search to the list</source>
            <translation>Từ ô tìm kiếm xuống danh sách</translation>
        </message>
        <message>
            <source>Group rows by…</source>
            <translation>Nhóm dòng theo…</translation>
        </message>
        <message>
            <source>Import tickets…</source>
            <translation>Nhập phiếu từ tệp…</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Phím tắt</translation>
        </message>
        <message>
            <source>Mark as unread</source>
            <translation>Đánh dấu chưa đọc</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Chuyển xuống</translation>
        </message>
        <message>
            <source>Move the column (in the column chooser)</source>
            <translation>Di chuyển cột (trong bảng chọn cột)</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>Chuyển lên</translation>
        </message>
        <message>
            <source>Move up or down</source>
            <translation>Chuyển lên hoặc xuống</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>Tạm tắt</translation>
        </message>
        <message>
            <source>My filters</source>
            <translation>Bộ lọc của tôi</translation>
        </message>
        <message>
            <source>Narrower or wider (in the column chooser)</source>
            <translation>Thu hẹp hoặc nới rộng (trong bảng chọn cột)</translation>
        </message>
        <message>
            <source>Negate</source>
            <translation>Phủ định</translation>
        </message>
        <message>
            <source>Out of its group, into the next</source>
            <translation>Ra khỏi nhóm, vào nhóm kế bên</translation>
        </message>
        <message>
            <source>Print tickets…</source>
            <translation>In phiếu…</translation>
        </message>
        <message>
            <source>Put into a group</source>
            <translation>Đưa vào nhóm</translation>
        </message>
        <message>
            <source>Quick filters to the other side</source>
            <translation>Chuyển bộ lọc nhanh sang bên kia</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Làm lại</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>Remove from my list</source>
            <translation>Bỏ khỏi danh sách của tôi</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Đổi tên</translation>
        </message>
        <message>
            <source>Reset window layout</source>
            <translation>Đặt lại bố cục cửa sổ</translation>
        </message>
        <message>
            <source>Save as quick filter…</source>
            <translation>Lưu thành bộ lọc nhanh…</translation>
        </message>
        <message>
            <source>Save changes</source>
            <translation>Lưu thay đổi</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Cài đặt…</translation>
        </message>
        <message>
            <source>Shared filters…</source>
            <translation>Bộ lọc được chia sẻ…</translation>
        </message>
        <message>
            <source>Share…</source>
            <translation>Chia sẻ…</translation>
        </message>
        <message>
            <source>Switch database…</source>
            <translation>Đổi cơ sở dữ liệu…</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>Tiếp nhận</translation>
        </message>
        <message>
            <source>Ticket details to the other side</source>
            <translation>Chuyển chi tiết phiếu sang bên kia</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>Ungroup</source>
            <translation>Rã nhóm</translation>
        </message>
        <message>
            <source>Why is this ticket here?</source>
            <translation>Vì sao phiếu này ở đây?</translation>
        </message>
        <message>
            <source>Work as someone else…</source>
            <translation>Làm việc với tên người khác…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Thoát</translation>
        </message>
        <message>
            <source>Quick filter 1 to 9</source>
            <translation>Bộ lọc nhanh 1 đến 9</translation>
        </message>
        <message>
            <source>Add the ticket or note</source>
            <translation>Thêm phiếu hoặc ghi chú</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Danh sách</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Hiển thị</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Soạn thảo</translation>
        </message>
    </context>
    <context>
        <name>Activities</name>
        <message>
            <source>Ticket created</source>
            <translation>Đã tạo phiếu</translation>
        </message>
        <message>
            <source>{field} changed</source>
            <translation>Đã đổi {field}</translation>
        </message>
        <message>
            <source>{field}: {old} → {new}</source>
            <translation>{field}: {old} → {new}</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>có</translation>
        </message>
        <message>
            <source>no</source>
            <translation>không</translation>
        </message>
    </context>
    <context>
        <name>AdminMaking</name>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>What you typed under Administration is kept there, not saved yet.</source>
            <translation>Những gì bạn đã nhập trong Quản trị được giữ lại ở đó, chưa lưu.</translation>
        </message>
    </context>
    <context>
        <name>AdministrationDialog</name>
        <message>
            <source>Administration</source>
            <translation>Quản trị</translation>
        </message>
        <message>
            <source>{page}, not saved</source>
            <translation>{page}, chưa lưu</translation>
        </message>
    </context>
    <context>
        <name>AgentEditor</name>
        <message>
            <source>Nobody</source>
            <translation>Chưa ai phụ trách</translation>
        </message>
    </context>
    <context>
        <name>AgentsPage</name>
        <message>
            <source>Account</source>
            <translation>Tài khoản</translation>
        </message>
        <message>
            <source>Add an agent</source>
            <translation>Thêm nhân viên</translation>
        </message>
        <message>
            <source>Agents</source>
            <translation>Nhân viên</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Find a group…</source>
            <translation>Tìm nhóm…</translation>
        </message>
        <message>
            <source>For example: lan.pham</source>
            <translation>Ví dụ: lan.pham</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Tên đăng nhập</translation>
        </message>
        <message>
            <source>Login: {login}</source>
            <translation>Tên đăng nhập: {login}</translation>
        </message>
        <message>
            <source>May work here and be given tickets</source>
            <translation>Được làm việc ở đây và được giao phiếu</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>New agent</source>
            <translation>Nhân viên mới</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Vai trò</translation>
        </message>
        <message>
            <source>switched off</source>
            <translation>đã tắt</translation>
        </message>
    </context>
    <context>
        <name>AttachmentList</name>
        <message>
            <source>No attachments</source>
            <translation>Không có tệp đính kèm</translation>
        </message>
    </context>
    <context>
        <name>BackupMaking</name>
        <message>
            <source>A backup of {when} is whole, with {tickets}.</source>
            <translation>Bản sao lưu lúc {when} còn nguyên vẹn, có {tickets}.</translation>
        </message>
        <message>
            <source>All backups…</source>
            <translation>Mọi bản sao lưu…</translation>
        </message>
        <message>
            <source>Backups…</source>
            <translation>Bản sao lưu…</translation>
        </message>
        <message>
            <source>Restore it…</source>
            <translation>Khôi phục bản này…</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Xem</translation>
        </message>
        <message>
            <source>The backup was made.</source>
            <translation>Đã tạo bản sao lưu.</translation>
        </message>
        <message>
            <source>The backup was restored.</source>
            <translation>Đã khôi phục bản sao lưu.</translation>
        </message>
        <message>
            <source>The backup was restored. The damaged file is kept: {place}</source>
            <translation>Đã khôi phục bản sao lưu. Tệp hỏng được giữ lại: {place}</translation>
        </message>
        <message>
            <source>The backup was restored. What was there before is kept.</source>
            <translation>Đã khôi phục bản sao lưu. Dữ liệu trước đó được giữ lại.</translation>
        </message>
        <message>
            <source>The daily backup could not be made. {why}</source>
            <translation>Không tạo được bản sao lưu hằng ngày. {why}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
    </context>
    <context>
        <name>BackupModel</name>
        <message>
            <source>Damaged</source>
            <translation>Hỏng</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Tạo lúc</translation>
        </message>
        <message>
            <source>Not read yet</source>
            <translation>Chưa đọc</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Đang đọc…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Lý do</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Kích thước</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>Unusable</source>
            <translation>Không dùng được</translation>
        </message>
        <message>
            <source>Whole</source>
            <translation>Nguyên vẹn</translation>
        </message>
        <message>
            <source>Whole, dated later than now</source>
            <translation>Nguyên vẹn, ngày muộn hơn hiện tại</translation>
        </message>
    </context>
    <context>
        <name>BackupTable</name>
        <message>
            <source>Backups</source>
            <translation>Bản sao lưu</translation>
        </message>
    </context>
    <context>
        <name>Backups</name>
        <message>
            <source>Before a restore</source>
            <translation>Trước khi khôi phục</translation>
        </message>
        <message>
            <source>Before an update</source>
            <translation>Trước khi cập nhật</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>Thủ công</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Đang kiểm tra…</translation>
        </message>
        <message>
            <source>Copying…</source>
            <translation>Đang sao chép…</translation>
        </message>
        <message>
            <source>Daily</source>
            <translation>Hằng ngày</translation>
        </message>
        <message>
            <source>Keeping what is there now…</source>
            <translation>Đang giữ lại dữ liệu hiện có…</translation>
        </message>
    </context>
    <context>
        <name>BackupsDialog</name>
        <message>
            <source>Back up now</source>
            <translation>Sao lưu ngay</translation>
        </message>
        <message>
            <source>Backed up and checked: {tickets}.</source>
            <translation>Đã sao lưu và kiểm tra: {tickets}.</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Bản sao lưu</translation>
        </message>
        <message>
            <source>Check database</source>
            <translation>Kiểm tra cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Đang kiểm tra…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>No program here opens {folder}.</source>
            <translation>Không có chương trình nào ở đây mở được {folder}.</translation>
        </message>
        <message>
            <source>One is made each day by itself, and some stay of the last days, weeks and months. Those made by hand stay until you remove their files.</source>
            <translation>Mỗi ngày một bản được tạo tự động, và một số bản của các ngày, tuần, tháng gần đây được giữ lại. Những bản tạo thủ công ở lại cho đến khi bạn xóa tệp của chúng.</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Mở thư mục</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Khôi phục…</translation>
        </message>
        <message>
            <source>Something is wrong with the database:</source>
            <translation>Cơ sở dữ liệu có vấn đề:</translation>
        </message>
        <message>
            <source>Stopped. Nothing was changed.</source>
            <translation>Đã dừng. Không có gì thay đổi.</translation>
        </message>
        <message>
            <source>The database is sound.</source>
            <translation>Cơ sở dữ liệu không có lỗi.</translation>
        </message>
        <message>
            <source>There is no backup yet.</source>
            <translation>Chưa có bản sao lưu nào.</translation>
        </message>
    </context>
    <context>
        <name>Badge</name>
        <message>
            <source>Status</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Ưu tiên</translation>
        </message>
        <message>
            <source>No type</source>
            <translation>Chưa có loại</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>{what}: {word}</source>
            <translation>{what}: {word}</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>Close this message</source>
            <translation>Đóng thông báo này</translation>
        </message>
    </context>
    <context>
        <name>Builder</name>
        <message>
            <source>1 part</source>
            <translation>1 phần</translation>
        </message>
        <message>
            <source>All of</source>
            <translation>Tất cả</translation>
        </message>
        <message>
            <source>Any of</source>
            <translation>Ít nhất một</translation>
        </message>
        <message>
            <source>Company: {field}</source>
            <translation>Công ty: {field}</translation>
        </message>
        <message>
            <source>Contact: {field}</source>
            <translation>Khách hàng: {field}</translation>
        </message>
        <message>
            <source>None of</source>
            <translation>Không mục nào</translation>
        </message>
        <message>
            <source>Not all of</source>
            <translation>Không phải tất cả</translation>
        </message>
        <message>
            <source>One call: {join}</source>
            <translation>Một cuộc gọi: {join}</translation>
        </message>
        <message>
            <source>One note: {join}</source>
            <translation>Một ghi chú: {join}</translation>
        </message>
        <message>
            <source>and</source>
            <translation>và</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>tạm tắt</translation>
        </message>
        <message>
            <source>not finished, has no effect</source>
            <translation>chưa xong, chưa có tác dụng</translation>
        </message>
        <message>
            <source>or</source>
            <translation>hoặc</translation>
        </message>
        <message>
            <source>{count} parts</source>
            <translation>{count} phần</translation>
        </message>
        <message>
            <source>{field}: choose a value</source>
            <translation>{field}: hãy chọn giá trị</translation>
        </message>
    </context>
    <context>
        <name>CallCard</name>
        <message>
            <source>No call</source>
            <translation>Không có cuộc gọi</translation>
        </message>
    </context>
    <context>
        <name>CallLine</name>
        <message>
            <source>Recording</source>
            <translation>Ghi âm</translation>
        </message>
        <message>
            <source>Play the recording</source>
            <translation>Nghe ghi âm</translation>
        </message>
    </context>
    <context>
        <name>CallList</name>
        <message>
            <source>No calls</source>
            <translation>Không có cuộc gọi</translation>
        </message>
    </context>
    <context>
        <name>CallerList</name>
        <message>
            <source>Contacts found</source>
            <translation>Khách hàng tìm thấy</translation>
        </message>
        <message>
            <source>Create contact “{text}”</source>
            <translation>Tạo khách hàng “{text}”</translation>
        </message>
        <message>
            <source>Just the number {text}</source>
            <translation>Chỉ dùng số {text}</translation>
        </message>
    </context>
    <context>
        <name>Callers</name>
        <message>
            <source>1 open ticket</source>
            <translation>1 phiếu đang mở</translation>
        </message>
        <message numerus="yes">
            <source>%Ln open tickets</source>
            <translation>
                <numerusform>%Ln phiếu đang mở</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Calls</name>
        <message>
            <source>Inbound call</source>
            <translation>Cuộc gọi đến</translation>
        </message>
        <message>
            <source>Outbound call</source>
            <translation>Cuộc gọi đi</translation>
        </message>
        <message>
            <source>Internal call</source>
            <translation>Cuộc gọi nội bộ</translation>
        </message>
        <message>
            <source>Missed inbound call</source>
            <translation>Cuộc gọi nhỡ</translation>
        </message>
        <message>
            <source>Outbound call, not answered</source>
            <translation>Cuộc gọi đi, không trả lời</translation>
        </message>
        <message>
            <source>Missed internal call</source>
            <translation>Cuộc gọi nội bộ bị nhỡ</translation>
        </message>
        <message>
            <source>Inbound call, ended in the menu</source>
            <translation>Cuộc gọi đến, dừng ở menu thoại</translation>
        </message>
        <message>
            <source>Inbound call, ended in the survey</source>
            <translation>Cuộc gọi đến, dừng ở khảo sát</translation>
        </message>
        <message>
            <source>talked {time}</source>
            <translation>đàm thoại {time}</translation>
        </message>
        <message>
            <source>by {name}</source>
            <translation>bởi {name}</translation>
        </message>
        <message>
            <source>hotline {number}</source>
            <translation>tổng đài {number}</translation>
        </message>
        <message>
            <source>waited {time}</source>
            <translation>chờ {time}</translation>
        </message>
        <message>
            <source>on hold {time}</source>
            <translation>giữ máy {time}</translation>
        </message>
        <message>
            <source>voicemail</source>
            <translation>hộp thư thoại</translation>
        </message>
        <message>
            <source>Inbound</source>
            <translation>Gọi đến</translation>
        </message>
        <message>
            <source>Outbound</source>
            <translation>Gọi đi</translation>
        </message>
        <message>
            <source>Internal</source>
            <translation>Nội bộ</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>nhỡ</translation>
        </message>
    </context>
    <context>
        <name>CheckInput</name>
        <message>
            <source>Yes</source>
            <translation>Có</translation>
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>New</source>
            <translation>Mới</translation>
        </message>
        <message>
            <source>Processing</source>
            <translation>Đang xử lý</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>Tạm chờ</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Đã đóng</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Thấp</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Thường</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Cao</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Khẩn</translation>
        </message>
        <message>
            <source>Manual</source>
            <translation>Nhập tay</translation>
        </message>
        <message>
            <source>Inbound call</source>
            <translation>Cuộc gọi đến</translation>
        </message>
        <message>
            <source>Outbound call</source>
            <translation>Cuộc gọi đi</translation>
        </message>
        <message>
            <source>Missed call</source>
            <translation>Cuộc gọi nhỡ</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Chat</translation>
        </message>
        <message>
            <source>Social</source>
            <translation>Mạng xã hội</translation>
        </message>
        <message>
            <source>API</source>
            <translation>API</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Nhập dữ liệu</translation>
        </message>
    </context>
    <context>
        <name>ChoicesForm</name>
        <message>
            <source>Find a value</source>
            <translation>Tìm một giá trị</translation>
        </message>
        <message>
            <source>Find…</source>
            <translation>Tìm…</translation>
        </message>
    </context>
    <context>
        <name>Closing</name>
        <message>
            <source>Close ticket #{serial}</source>
            <translation>Đóng phiếu #{serial}</translation>
        </message>
    </context>
    <context>
        <name>ClosingDialog</name>
        <message>
            <source>Close the ticket</source>
            <translation>Đóng phiếu</translation>
        </message>
        <message>
            <source>Leave it open</source>
            <translation>Để phiếu mở</translation>
        </message>
        <message>
            <source>These are needed before the ticket can be closed.</source>
            <translation>Cần điền các mục này trước khi đóng phiếu.</translation>
        </message>
    </context>
    <context>
        <name>ColumnChooser</name>
        <message>
            <source>Ascending</source>
            <translation>Tăng dần</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Tự động</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Cột</translation>
        </message>
        <message>
            <source>Descending</source>
            <translation>Giảm dần</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Xong</translation>
        </message>
        <message>
            <source>Move down (Ctrl+Shift+Down)</source>
            <translation>Chuyển xuống (Ctrl+Shift+Down)</translation>
        </message>
        <message>
            <source>Move up (Ctrl+Shift+Up)</source>
            <translation>Chuyển lên (Ctrl+Shift+Up)</translation>
        </message>
        <message>
            <source>Not sorted by</source>
            <translation>Không sắp xếp</translation>
        </message>
        <message>
            <source>Sort</source>
            <translation>Sắp xếp</translation>
        </message>
        <message>
            <source>Sort by the column</source>
            <translation>Sắp xếp theo cột này</translation>
        </message>
        <message>
            <source>Usual columns</source>
            <translation>Các cột thường dùng</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>Độ rộng</translation>
        </message>
        <message>
            <source>Width of the column in pixels</source>
            <translation>Độ rộng cột theo điểm ảnh</translation>
        </message>
    </context>
    <context>
        <name>ColumnChoosing</name>
        <message>
            <source>Add to the sort</source>
            <translation>Thêm vào thứ tự sắp xếp</translation>
        </message>
        <message>
            <source>Choose columns…</source>
            <translation>Chọn cột…</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Cột</translation>
        </message>
        <message>
            <source>Group by no more</source>
            <translation>Thôi nhóm theo cột này</translation>
        </message>
        <message>
            <source>Group by {column}</source>
            <translation>Nhóm theo {column}</translation>
        </message>
        <message>
            <source>Hide {column}</source>
            <translation>Ẩn {column}</translation>
        </message>
        <message>
            <source>Sort by {column}</source>
            <translation>Sắp xếp theo {column}</translation>
        </message>
        <message>
            <source>Take out of the sort</source>
            <translation>Bỏ khỏi thứ tự sắp xếp</translation>
        </message>
        <message>
            <source>Turn its order round</source>
            <translation>Đảo chiều sắp xếp</translation>
        </message>
        <message>
            <source>Usual columns</source>
            <translation>Các cột thường dùng</translation>
        </message>
        <message>
            <source>Usual width</source>
            <translation>Độ rộng mặc định</translation>
        </message>
    </context>
    <context>
        <name>ColumnList</name>
        <message>
            <source>Columns in their order</source>
            <translation>Các cột theo thứ tự</translation>
        </message>
        <message>
            <source>always shown</source>
            <translation>luôn hiện</translation>
        </message>
        <message>
            <source>{column}, sorted ascending, key {n}</source>
            <translation>{column}, sắp xếp tăng dần, ưu tiên thứ {n}</translation>
        </message>
        <message>
            <source>{column}, sorted descending, key {n}</source>
            <translation>{column}, sắp xếp giảm dần, ưu tiên thứ {n}</translation>
        </message>
    </context>
    <context>
        <name>ColumnModel</name>
        <message>
            <source>Column of the file</source>
            <translation>Cột trong tệp</translation>
        </message>
        <message>
            <source>Custom field: {field}</source>
            <translation>Trường tùy chỉnh: {field}</translation>
        </message>
        <message>
            <source>First values</source>
            <translation>Các giá trị đầu</translation>
        </message>
        <message>
            <source>Goes into</source>
            <translation>Đưa vào</translation>
        </message>
        <message>
            <source>Not imported</source>
            <translation>Không nhập</translation>
        </message>
        <message>
            <source>Not taken: there is no field for it</source>
            <translation>Không nhận: không có trường nào cho cột này</translation>
        </message>
        <message>
            <source>Not taken: there is no field {field}</source>
            <translation>Không nhận: không có trường {field}</translation>
        </message>
        <message>
            <source>{column} goes into {target}</source>
            <translation>{column} đưa vào {target}</translation>
        </message>
    </context>
    <context>
        <name>ColumnTable</name>
        <message>
            <source>Columns of the file and where they go</source>
            <translation>Các cột trong tệp và nơi đưa vào</translation>
        </message>
    </context>
    <context>
        <name>Columns</name>
        <message>
            <source>#</source>
            <translation>#</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Tiêu đề</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Ưu tiên</translation>
        </message>
        <message>
            <source>CCs</source>
            <translation>CC</translation>
        </message>
        <message>
            <source>Company: {field}</source>
            <translation>Công ty: {field}</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Contact: {field}</source>
            <translation>Khách hàng: {field}</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>Customer email</source>
            <translation>E-mail khách hàng</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Assign to</source>
            <translation>Phụ trách</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Nguồn</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Cuộc gọi</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Ngày tạo</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Cập nhật</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Hạn xử lý</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Ngày đóng</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Chưa đọc</translation>
        </message>
        <message>
            <source>Serial</source>
            <translation>Mã phiếu</translation>
        </message>
    </context>
    <context>
        <name>ColumnsPage</name>
        <message>
            <source>Codes are explained by {files}, if such a file lies beside.</source>
            <translation>Ý nghĩa các mã lấy từ {files}, nếu có tệp đó bên cạnh.</translation>
        </message>
        <message>
            <source>Name of the source</source>
            <translation>Tên nguồn</translation>
        </message>
        <message>
            <source>New companies need {fields}: choose a column, or give it for all.</source>
            <translation>Công ty mới cần {fields}: hãy chọn một cột, hoặc cho một giá trị chung.</translation>
        </message>
        <message>
            <source>New contacts need {fields}: choose a column, or give it for all.</source>
            <translation>Liên hệ mới cần {fields}: hãy chọn một cột, hoặc cho một giá trị chung.</translation>
        </message>
        <message>
            <source>No column is the id: a row's whole content tells whether it is known.</source>
            <translation>Không có cột nào là mã: toàn bộ nội dung của dòng cho biết dòng đã có hay chưa.</translation>
        </message>
        <message>
            <source>The same source and id are the same ticket: importing again makes no second.</source>
            <translation>Cùng nguồn và mã là cùng một phiếu: nhập lại không tạo phiếu thứ hai.</translation>
        </message>
        <message>
            <source>Your role may not make custom fields. Not taken: {columns}.</source>
            <translation>Vai trò của bạn không được tạo trường tùy chỉnh. Không nhận: {columns}.</translation>
        </message>
    </context>
    <context>
        <name>CompanyPanel</name>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Contacts ({count})</source>
            <translation>Khách hàng ({count})</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Khách hàng mới</translation>
        </message>
        <message>
            <source>New contact of this company</source>
            <translation>Khách hàng mới của công ty này</translation>
        </message>
        <message>
            <source>No company selected</source>
            <translation>Chưa chọn công ty nào</translation>
        </message>
        <message>
            <source>No contacts that you may see.</source>
            <translation>Không có khách hàng nào bạn được xem.</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>The first {shown} by name are listed.</source>
            <translation>Danh sách gồm {shown} khách hàng đầu tiên theo tên.</translation>
        </message>
    </context>
    <context>
        <name>ConditionChip</name>
        <message>
            <source>muted</source>
            <translation>tạm tắt</translation>
        </message>
        <message>
            <source>Condition: {0}</source>
            <translation>Điều kiện: {0}</translation>
        </message>
        <message>
            <source>Remove condition: {0}</source>
            <translation>Bỏ điều kiện: {0}</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>&amp;Sửa…</translation>
        </message>
        <message>
            <source>&amp;Do not negate</source>
            <translation>&amp;Không phủ định</translation>
        </message>
        <message>
            <source>&amp;Negate</source>
            <translation>&amp;Phủ định</translation>
        </message>
        <message>
            <source>&amp;Open in the builder…</source>
            <translation>&amp;Mở trong trình dựng…</translation>
        </message>
        <message>
            <source>&amp;Unmute</source>
            <translation>&amp;Bật lại</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>&amp;Tạm tắt</translation>
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation>&amp;Bỏ</translation>
        </message>
    </context>
    <context>
        <name>ConditionEditor</name>
        <message>
            <source>Condition</source>
            <translation>Điều kiện</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Áp dụng</translation>
        </message>
    </context>
    <context>
        <name>Connecting</name>
        <message>
            <source>From now on the window shows what this agent may see.</source>
            <translation>Từ giờ cửa sổ hiển thị những gì nhân viên này được xem.</translation>
        </message>
        <message>
            <source>Making your database…</source>
            <translation>Đang tạo cơ sở dữ liệu của bạn…</translation>
        </message>
        <message>
            <source>Making the demo desk. This takes a few seconds…</source>
            <translation>Đang tạo dữ liệu dùng thử. Mất vài giây…</translation>
        </message>
        <message>
            <source>Opening the database…</source>
            <translation>Đang mở cơ sở dữ liệu…</translation>
        </message>
        <message>
            <source>This database does not know who sits here. Who are you?</source>
            <translation>Cơ sở dữ liệu này chưa biết ai đang ngồi đây. Bạn là ai?</translation>
        </message>
    </context>
    <context>
        <name>ConnectionDialog</name>
        <message>
            <source>Open a database</source>
            <translation>Mở cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Kiểm tra</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Kết nối</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Where the database is</source>
            <translation>Cơ sở dữ liệu ở đâu</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Gần đây</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Local file</source>
            <translation>Tệp trên máy</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Máy chủ</translation>
        </message>
        <message>
            <source>The database was set by your administrator and cannot be changed here.</source>
            <translation>Cơ sở dữ liệu do quản trị viên đặt và không thể đổi ở đây.</translation>
        </message>
        <message>
            <source>The test was stopped.</source>
            <translation>Đã dừng kiểm tra.</translation>
        </message>
        <message>
            <source>Trying to connect…</source>
            <translation>Đang thử kết nối…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>There was no answer within {n} seconds, so the test was given up.</source>
            <translation>Không có phản hồi trong {n} giây nên đã thôi kiểm tra.</translation>
        </message>
        <message>
            <source>The database is there, and empty. Making the helpdesk's tables in it is for its administrator: whoever makes them becomes the first administrator of the desk.</source>
            <translation>Cơ sở dữ liệu đã có và còn trống. Việc tạo các bảng của bàn hỗ trợ là của người quản trị: ai tạo bảng sẽ là quản trị viên đầu tiên.</translation>
        </message>
        <message>
            <source>Make the tables</source>
            <translation>Tạo các bảng</translation>
        </message>
        <message>
            <source>There is no such file yet: Connect makes it.</source>
            <translation>Chưa có tệp này: nhấn Kết nối để tạo.</translation>
        </message>
        <message>
            <source>There is no such file.</source>
            <translation>Không có tệp này.</translation>
        </message>
        <message>
            <source>Make a new file there</source>
            <translation>Tạo tệp mới tại đó</translation>
        </message>
        <message>
            <source>Making the tables…</source>
            <translation>Đang tạo các bảng…</translation>
        </message>
        <message>
            <source>The tables are made. Connect opens the empty desk.</source>
            <translation>Đã tạo xong các bảng. Nhấn Kết nối để mở.</translation>
        </message>
    </context>
    <context>
        <name>ContactColumns</name>
        <message>
            <source>Account manager</source>
            <translation>Người quản lý khách hàng</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Job title</source>
            <translation>Chức danh</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Đánh giá</translation>
        </message>
    </context>
    <context>
        <name>ContactEditor</name>
        <message>
            <source>Remove the contact</source>
            <translation>Bỏ khách hàng</translation>
        </message>
    </context>
    <context>
        <name>ContactField</name>
        <message>
            <source>Name, phone or e-mail</source>
            <translation>Tên, điện thoại hoặc e-mail</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Đổi</translation>
        </message>
        <message>
            <source>Just the number, no contact</source>
            <translation>Chỉ có số, không có khách hàng</translation>
        </message>
    </context>
    <context>
        <name>ContactLine</name>
        <message>
            <source>1 other ticket</source>
            <translation>1 phiếu khác</translation>
        </message>
        <message numerus="yes">
            <source>%Ln other tickets</source>
            <translation>
                <numerusform>%Ln phiếu khác</numerusform>
            </translation>
        </message>
        <message>
            <source>No other tickets</source>
            <translation>Không có phiếu khác</translation>
        </message>
    </context>
    <context>
        <name>ContactPanel</name>
        <message>
            <source>Account manager</source>
            <translation>Người quản lý khách hàng</translation>
        </message>
        <message>
            <source>Choose one, or type a new one</source>
            <translation>Chọn, hoặc gõ tên mới</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Job title</source>
            <translation>Chức danh</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>New ticket</source>
            <translation>Phiếu mới</translation>
        </message>
        <message>
            <source>New ticket for this contact</source>
            <translation>Phiếu mới cho khách hàng này</translation>
        </message>
        <message>
            <source>No contact selected</source>
            <translation>Chưa chọn khách hàng nào</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Đánh giá</translation>
        </message>
    </context>
    <context>
        <name>ContactsWindow</name>
        <message>
            <source>Companies</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Contacts and companies</source>
            <translation>Khách hàng và công ty</translation>
        </message>
        <message>
            <source>It was changed again meanwhile; nothing was taken back.</source>
            <translation>Trong lúc đó đã có thay đổi khác; chưa hoàn tác gì.</translation>
        </message>
        <message numerus="yes">
            <source>Merged; %Ln tickets moved.</source>
            <translation>
                <numerusform>Đã gộp; đã chuyển %Ln phiếu.</numerusform>
            </translation>
        </message>
        <message>
            <source>Merged; 1 ticket moved.</source>
            <translation>Đã gộp; đã chuyển 1 phiếu.</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Gộp…</translation>
        </message>
        <message>
            <source>Name, phone, e-mail, job title or company</source>
            <translation>Tên, điện thoại, e-mail, chức danh hoặc công ty</translation>
        </message>
        <message>
            <source>New company</source>
            <translation>Công ty mới</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Khách hàng mới</translation>
        </message>
        <message>
            <source>No company matches this search.</source>
            <translation>Không có công ty nào khớp tìm kiếm này.</translation>
        </message>
        <message>
            <source>No contact matches this search.</source>
            <translation>Không có khách hàng nào khớp tìm kiếm này.</translation>
        </message>
        <message>
            <source>No two companies share a name.</source>
            <translation>Không có hai công ty nào trùng tên.</translation>
        </message>
        <message>
            <source>No two contacts share a name, a number or an address.</source>
            <translation>Không có hai khách hàng nào trùng tên, số điện thoại hoặc e-mail.</translation>
        </message>
        <message>
            <source>Nothing was created; the draft was kept.</source>
            <translation>Chưa tạo gì; bản nháp được giữ lại.</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Mở lại</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>Đã lưu.</translation>
        </message>
        <message>
            <source>Search companies</source>
            <translation>Tìm công ty</translation>
        </message>
        <message>
            <source>Search contacts</source>
            <translation>Tìm khách hàng</translation>
        </message>
        <message>
            <source>Select two or more rows (Ctrl+click), up to {most}, to make them one</source>
            <translation>Chọn từ hai dòng trở lên (Ctrl+nhấp), nhiều nhất {most}, để gộp thành một</translation>
        </message>
        <message>
            <source>Someone else changed this meanwhile; here it is as it is now.</source>
            <translation>Trong lúc đó người khác đã đổi mục này; đây là nội dung hiện tại.</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Đã hoàn tác.</translation>
        </message>
        <message>
            <source>The draft was discarded.</source>
            <translation>Đã bỏ bản nháp.</translation>
        </message>
        <message>
            <source>The merge was undone.</source>
            <translation>Đã hoàn tác việc gộp.</translation>
        </message>
        <message>
            <source>There are no companies yet.</source>
            <translation>Chưa có công ty nào.</translation>
        </message>
        <message>
            <source>There are no contacts yet.</source>
            <translation>Chưa có khách hàng nào.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>Your role shows the companies of your contacts; there is none yet.</source>
            <translation>Vai trò của bạn chỉ thấy công ty của khách hàng mình; hiện chưa có công ty nào.</translation>
        </message>
        <message>
            <source>Your role shows the contacts that you manage; there is none yet.</source>
            <translation>Vai trò của bạn chỉ thấy khách hàng mình phụ trách; hiện chưa có ai.</translation>
        </message>
        <message>
            <source>{count} companies</source>
            <translation>{count} công ty</translation>
        </message>
        <message>
            <source>{count} contacts</source>
            <translation>{count} khách hàng</translation>
        </message>
        <message>
            <source>{count} selected</source>
            <translation>đã chọn {count}</translation>
        </message>
    </context>
    <context>
        <name>Copy</name>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
    </context>
    <context>
        <name>Counts</name>
        <message>
            <source>1 ticket</source>
            <translation>1 phiếu</translation>
        </message>
        <message>
            <source>{count} tickets</source>
            <translation>{count} phiếu</translation>
        </message>
    </context>
    <context>
        <name>CrashDialog</name>
        <message>
            <source>Close the program</source>
            <translation>Đóng chương trình</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Đã sao chép.</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>Sao chép báo cáo</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Tiếp tục</translation>
        </message>
        <message>
            <source>It has happened {count} times by now.</source>
            <translation>Đến nay lỗi đã xảy ra {count} lần.</translation>
        </message>
        <message>
            <source>Nothing is sent anywhere: this report stays here until you pass it on yourself. Passwords and what customers wrote are not in it.</source>
            <translation>Không có gì được gửi đi: báo cáo này ở lại đây cho đến khi bạn tự chuyển tiếp. Trong đó không có mật khẩu và những gì khách hàng đã viết.</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Báo cáo</translation>
        </message>
        <message>
            <source>Save report…</source>
            <translation>Lưu báo cáo…</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Lưu báo cáo</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Đã có lỗi xảy ra</translation>
        </message>
        <message>
            <source>Text (*.txt)</source>
            <translation>Văn bản (*.txt)</translation>
        </message>
        <message>
            <source>The program ended by a fault of its own the last time.</source>
            <translation>Lần trước chương trình đã dừng vì lỗi của chính nó.</translation>
        </message>
        <message>
            <source>The program has a fault, and goes on.</source>
            <translation>Chương trình gặp lỗi và vẫn tiếp tục chạy.</translation>
        </message>
        <message>
            <source>What you had typed was kept, and is offered where you typed it.</source>
            <translation>Những gì bạn đã gõ được giữ lại và sẽ hiện ở nơi bạn đã gõ.</translation>
        </message>
        <message>
            <source>What you typed is kept on this computer.</source>
            <translation>Những gì bạn đã gõ được giữ trên máy này.</translation>
        </message>
        <message>
            <source>{faults} different faults by now, {count} times in all.</source>
            <translation>Đến nay có {faults} lỗi khác nhau, tổng cộng {count} lần.</translation>
        </message>
    </context>
    <context>
        <name>CrashShowing</name>
        <message>
            <source>Saved.</source>
            <translation>Đã lưu.</translation>
        </message>
        <message>
            <source>The same fault happened again. It is in the log.</source>
            <translation>Lỗi đó lại xảy ra. Đã ghi vào nhật ký.</translation>
        </message>
    </context>
    <context>
        <name>CreateForm</name>
        <message>
            <source>Only agents can read it</source>
            <translation>Chỉ nhân viên đọc được</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Chưa ai phụ trách</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Chưa có nhóm</translation>
        </message>
        <message>
            <source>Add a person…</source>
            <translation>Thêm người…</translation>
        </message>
        <message>
            <source>No due time</source>
            <translation>Không có hạn</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Tiêu đề</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Mô tả</translation>
        </message>
        <message>
            <source>First note (internal)</source>
            <translation>Ghi chú đầu tiên (nội bộ)</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Ưu tiên</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Nguồn</translation>
        </message>
        <message>
            <source>Assign to</source>
            <translation>Người phụ trách</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>CCs</source>
            <translation>CC</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Hạn xử lý</translation>
        </message>
    </context>
    <context>
        <name>CreateTicketDialog</name>
        <message>
            <source>New ticket</source>
            <translation>Phiếu mới</translation>
        </message>
        <message>
            <source>Discard draft</source>
            <translation>Bỏ bản nháp</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Thêm</translation>
        </message>
        <message>
            <source>Add the ticket (Ctrl+Enter)</source>
            <translation>Thêm phiếu (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Close and keep the draft (Esc)</source>
            <translation>Đóng và giữ bản nháp (Esc)</translation>
        </message>
        <message>
            <source>Adding…</source>
            <translation>Đang thêm…</translation>
        </message>
        <message>
            <source>Draft saved</source>
            <translation>Đã lưu bản nháp</translation>
        </message>
        <message>
            <source>The draft cannot be saved on this disk</source>
            <translation>Không lưu được bản nháp lên đĩa này</translation>
        </message>
    </context>
    <context>
        <name>CustomCard</name>
        <message>
            <source>Of the contact</source>
            <translation>Của khách hàng</translation>
        </message>
        <message>
            <source>Open contact</source>
            <translation>Mở khách hàng</translation>
        </message>
    </context>
    <context>
        <name>CustomEditor</name>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Ctrl+Enter</translation>
        </message>
    </context>
    <context>
        <name>CustomPopup</name>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
    </context>
    <context>
        <name>CustomValues</name>
        <message>
            <source>No</source>
            <translation>Không</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Có</translation>
        </message>
    </context>
    <context>
        <name>DatabaseReport</name>
        <message>
            <source>This file was made by an older version of the program. Opening it keeps a copy beside it and brings it up to date.</source>
            <translation>Tệp này do phiên bản cũ hơn của chương trình tạo ra. Khi mở, một bản sao được giữ bên cạnh rồi tệp được nâng cấp.</translation>
        </message>
        <message>
            <source>This is a helpdesk database ({engine}). Who you are there is asked when you open it.</source>
            <translation>Đây là cơ sở dữ liệu của bàn hỗ trợ ({engine}). Khi mở, bạn sẽ được hỏi mình là ai.</translation>
        </message>
        <message numerus="yes">
            <source>This is a helpdesk database ({engine}). You would be {name} ({role}) and see %Ln tickets.</source>
            <translation>
                <numerusform>Đây là cơ sở dữ liệu của bàn hỗ trợ ({engine}). Bạn sẽ là {name} ({role}) và xem được %Ln phiếu.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DayEditor</name>
        <message>
            <source>Another day…</source>
            <translation>Ngày khác…</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hôm nay</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Ngày mai</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Hôm qua</translation>
        </message>
    </context>
    <context>
        <name>DayInput</name>
        <message>
            <source>No date</source>
            <translation>Không có ngày</translation>
        </message>
    </context>
    <context>
        <name>DefaultPart</name>
        <message>
            <source>Its option is retired: nothing is filled in until that is brought back.</source>
            <translation>Lựa chọn của nó đã ngừng dùng: không điền gì cho đến khi được dùng lại.</translation>
        </message>
        <message>
            <source>No default</source>
            <translation>Không có mặc định</translation>
        </message>
    </context>
    <context>
        <name>DescriptionEditor</name>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Ctrl+Enter</translation>
        </message>
    </context>
    <context>
        <name>DetailPanel</name>
        <message>
            <source>Ticket</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>No ticket selected</source>
            <translation>Chưa chọn phiếu nào</translation>
        </message>
        <message>
            <source>Copy what you typed</source>
            <translation>Sao chép nội dung đã nhập</translation>
        </message>
        <message>
            <source>Loading the ticket…</source>
            <translation>Đang tải phiếu…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>Calls {count}</source>
            <translation>Cuộc gọi {count}</translation>
        </message>
        <message>
            <source>Attachments {count}</source>
            <translation>Tệp đính kèm {count}</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Dòng thời gian</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Cuộc gọi</translation>
        </message>
        <message>
            <source>Attachments</source>
            <translation>Tệp đính kèm</translation>
        </message>
        <message>
            <source>Parts of the ticket</source>
            <translation>Các phần của phiếu</translation>
        </message>
    </context>
    <context>
        <name>DetailPlace</name>
        <message>
            <source>Ticket details</source>
            <translation>Chi tiết phiếu</translation>
        </message>
        <message>
            <source>Close the ticket's details</source>
            <translation>Đóng chi tiết phiếu</translation>
        </message>
    </context>
    <context>
        <name>DockBar</name>
        <message>
            <source>Dock: {title}</source>
            <translation>Gắn lại: {title}</translation>
        </message>
        <message>
            <source>Float: {title}</source>
            <translation>Tách ra: {title}</translation>
        </message>
        <message>
            <source>Hide: {title}</source>
            <translation>Ẩn: {title}</translation>
        </message>
    </context>
    <context>
        <name>DoublesCard</name>
        <message>
            <source>Compare and merge…</source>
            <translation>So sánh và gộp…</translation>
        </message>
        <message>
            <source>May be the same as: {names}</source>
            <translation>Có thể trùng với: {names}</translation>
        </message>
        <message>
            <source>{names} and more</source>
            <translation>{names} và những khách hàng khác</translation>
        </message>
    </context>
    <context>
        <name>DraftOffer</name>
        <message>
            <source>A draft was kept: {subject}, {time}</source>
            <translation>Có một bản nháp đã giữ lại: {subject}, {time}</translation>
        </message>
        <message>
            <source>A draft without a subject was kept, {time}</source>
            <translation>Có một bản nháp chưa có tiêu đề đã giữ lại, {time}</translation>
        </message>
    </context>
    <context>
        <name>DraftOfferBar</name>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Bỏ</translation>
        </message>
    </context>
    <context>
        <name>DuePopup</name>
        <message>
            <source>No due time</source>
            <translation>Không có hạn</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
    </context>
    <context>
        <name>EditorFoot</name>
        <message>
            <source>Save mine anyway</source>
            <translation>Vẫn lưu của tôi</translation>
        </message>
        <message>
            <source>Take theirs</source>
            <translation>Lấy của họ</translation>
        </message>
    </context>
    <context>
        <name>Edits</name>
        <message>
            <source>#{serial} was not put back: {fields} changed again in the meantime.</source>
            <translation>Chưa hoàn tác phiếu #{serial}: {fields} đã bị đổi lần nữa trong lúc đó.</translation>
        </message>
        <message>
            <source>#{serial}: {changes}</source>
            <translation>#{serial}: {changes}</translation>
        </message>
        <message>
            <source>Somebody else changed this meanwhile.</source>
            <translation>Trong lúc đó người khác đã đổi mục này.</translation>
        </message>
        <message>
            <source>{field} changed</source>
            <translation>Đã đổi {field}</translation>
        </message>
        <message>
            <source>{field} {old} → {new}</source>
            <translation>{field} {old} → {new}</translation>
        </message>
        <message>
            <source>{who} changed this at {time}: {change}</source>
            <translation>{who} đã đổi mục này lúc {time}: {change}</translation>
        </message>
    </context>
    <context>
        <name>EntryDrafts</name>
        <message>
            <source>A draft of a new company was kept, {time}</source>
            <translation>Đã giữ bản nháp của một công ty mới, {time}</translation>
        </message>
        <message>
            <source>A draft of a new contact was kept, {time}</source>
            <translation>Đã giữ bản nháp của một liên hệ mới, {time}</translation>
        </message>
        <message>
            <source>A draft was kept: new company “{name}”, {time}</source>
            <translation>Đã giữ bản nháp: công ty mới “{name}”, {time}</translation>
        </message>
        <message>
            <source>A draft was kept: new contact “{name}”, {time}</source>
            <translation>Đã giữ bản nháp: liên hệ mới “{name}”, {time}</translation>
        </message>
    </context>
    <context>
        <name>EntryFrame</name>
        <message>
            <source>Discard changes</source>
            <translation>Bỏ thay đổi</translation>
        </message>
        <message>
            <source>Find in the list</source>
            <translation>Tìm trong danh sách</translation>
        </message>
        <message>
            <source>Find…</source>
            <translation>Tìm…</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Khóa</translation>
        </message>
        <message>
            <source>Not saved yet</source>
            <translation>Chưa lưu</translation>
        </message>
        <message>
            <source>Nothing of this name</source>
            <translation>Không có tên này</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>There is nothing here yet.</source>
            <translation>Chưa có gì ở đây.</translation>
        </message>
    </context>
    <context>
        <name>EntryList</name>
        <message>
            <source>Clear search</source>
            <translation>Xóa tìm kiếm</translation>
        </message>
        <message>
            <source>Possible duplicates</source>
            <translation>Có thể trùng</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Đang đọc…</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Hiện tất cả</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
    </context>
    <context>
        <name>EntryPage</name>
        <message>
            <source>Discard changes</source>
            <translation>Bỏ thay đổi</translation>
        </message>
        <message>
            <source>Do not add</source>
            <translation>Không thêm</translation>
        </message>
        <message>
            <source>Key: {key}</source>
            <translation>Khóa: {key}</translation>
        </message>
        <message>
            <source>Not saved yet</source>
            <translation>Chưa lưu</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Đang lưu…</translation>
        </message>
        <message>
            <source>Someone else changed this meanwhile: {fields}. Yours is kept.</source>
            <translation>Người khác vừa thay đổi: {fields}. Phần của bạn được giữ lại.</translation>
        </message>
        <message>
            <source>Someone else removed this.</source>
            <translation>Người khác đã xóa mục này.</translation>
        </message>
        <message>
            <source>Someone else removed this. What you typed is kept: it can be added anew.</source>
            <translation>Người khác đã xóa mục này. Những gì bạn đã nhập được giữ lại: có thể thêm mới.</translation>
        </message>
        <message>
            <source>Someone else saved this meanwhile. What you typed is kept; save again to put it in the place of theirs, or discard it to see theirs.</source>
            <translation>Người khác vừa lưu mục này. Những gì bạn đã nhập được giữ lại; lưu lần nữa để thay phần của họ, hoặc bỏ để xem phần của họ.</translation>
        </message>
        <message>
            <source>Someone else saved “{theirs}” here meanwhile.</source>
            <translation>Người khác vừa lưu “{theirs}” ở đây.</translation>
        </message>
        <message>
            <source>new</source>
            <translation>mới</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>trống</translation>
        </message>
        <message>
            <source>“{name}” was added.</source>
            <translation>Đã thêm “{name}”.</translation>
        </message>
        <message>
            <source>“{name}” was saved.</source>
            <translation>Đã lưu “{name}”.</translation>
        </message>
    </context>
    <context>
        <name>EntryPanel</name>
        <message>
            <source>Loading…</source>
            <translation>Đang tải…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>A sheet is full at 1,048,576 rows: there are {count} sheets.</source>
            <translation>Mỗi trang tính chứa nhiều nhất 1.048.576 dòng: tệp có {count} trang tính.</translation>
        </message>
        <message>
            <source>CSV</source>
            <translation>CSV</translation>
        </message>
        <message>
            <source>CSV, text for any program (.csv)</source>
            <translation>CSV, văn bản cho mọi chương trình (.csv)</translation>
        </message>
        <message>
            <source>Excel workbook</source>
            <translation>Sổ tính Excel</translation>
        </message>
        <message>
            <source>Excel workbook (.xlsx)</source>
            <translation>Sổ tính Excel (.xlsx)</translation>
        </message>
        <message>
            <source>JSON</source>
            <translation>JSON</translation>
        </message>
        <message>
            <source>JSON, for scripts (.json)</source>
            <translation>JSON, cho tập lệnh (.json)</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>PDF, pages to read or print (.pdf)</source>
            <translation>PDF, các trang để đọc hoặc in (.pdf)</translation>
        </message>
        <message>
            <source>{count} texts are too long for a cell of a workbook: each goes on in the sheet “Long texts”, and comes back whole when the file is imported.</source>
            <translation>{count} văn bản quá dài so với một ô của sổ tính: phần còn lại nằm trong trang tính “Long texts”, và trở lại nguyên vẹn khi nhập tệp.</translation>
        </message>
        <message>
            <source>{tickets} went or were hidden meanwhile and are not in the file.</source>
            <translation>{tickets} đã mất hoặc bị ẩn trong lúc đó nên không có trong tệp.</translation>
        </message>
        <message>
            <source>{tickets} written to {file} ({size}).</source>
            <translation>Đã ghi {tickets} vào {file} ({size}).</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>A page has room for the columns of the list.</source>
            <translation>Một trang có chỗ cho các cột của danh sách.</translation>
        </message>
        <message>
            <source>All tickets of the list</source>
            <translation>Mọi phiếu trong danh sách</translation>
        </message>
        <message>
            <source>All {tickets} of the list</source>
            <translation>Cả {tickets} trong danh sách</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Cột</translation>
        </message>
        <message>
            <source>Every column, to import the file elsewhere ({count})</source>
            <translation>Mọi cột, để nhập tệp ở nơi khác ({count})</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Xuất</translation>
        </message>
        <message>
            <source>Export tickets</source>
            <translation>Xuất phiếu ra tệp</translation>
        </message>
        <message>
            <source>Finding the tickets…</source>
            <translation>Đang tìm phiếu…</translation>
        </message>
        <message>
            <source>Go on working</source>
            <translation>Làm việc tiếp</translation>
        </message>
        <message>
            <source>No program here opens {file}.</source>
            <translation>Máy này không có chương trình nào mở được {file}.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>Phone numbers are written masked, as your role sees them.</source>
            <translation>Số điện thoại được ghi ở dạng che, đúng như vai trò của bạn thấy.</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Thay thế</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Mở thư mục chứa tệp</translation>
        </message>
        <message>
            <source>Stopped. No file was written; what stood there is as it was.</source>
            <translation>Đã dừng. Không ghi tệp nào; những gì có sẵn ở đó vẫn nguyên.</translation>
        </message>
        <message>
            <source>The list's columns, in their order ({count})</source>
            <translation>Các cột của danh sách, theo đúng thứ tự ({count})</translation>
        </message>
        <message>
            <source>The selected ticket</source>
            <translation>Phiếu đang chọn</translation>
        </message>
        <message>
            <source>The {tickets} that are selected</source>
            <translation>{tickets} đang chọn</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>Write the file (Ctrl+Enter)</source>
            <translation>Ghi tệp (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>tickets {day}</source>
            <translation>phiếu {day}</translation>
        </message>
        <message>
            <source>{rate} per second</source>
            <translation>{rate} phiếu/giây</translation>
        </message>
        <message>
            <source>{rows} of {all}</source>
            <translation>{rows} trên {all}</translation>
        </message>
    </context>
    <context>
        <name>ExportMaking</name>
        <message>
            <source>Show</source>
            <translation>Xem</translation>
        </message>
        <message>
            <source>Your role may not export tickets.</source>
            <translation>Vai trò của bạn không được xuất phiếu.</translation>
        </message>
    </context>
    <context>
        <name>FieldButton</name>
        <message>
            <source>Filter by</source>
            <translation>Lọc theo</translation>
        </message>
    </context>
    <context>
        <name>FieldCard</name>
        <message>
            <source>{moment} · by {name}</source>
            <translation>{moment} · bởi {name}</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>Customer email</source>
            <translation>E-mail khách hàng</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Đánh giá</translation>
        </message>
        <message>
            <source>Assign to</source>
            <translation>Người phụ trách</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>CCs</source>
            <translation>CC</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Hạn xử lý</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Nguồn</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Ngày tạo</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Cập nhật</translation>
        </message>
        <message>
            <source>First response</source>
            <translation>Phản hồi đầu tiên</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Ngày đóng</translation>
        </message>
        <message>
            <source>External id</source>
            <translation>Mã ngoài</translation>
        </message>
    </context>
    <context>
        <name>FieldKinds</name>
        <message>
            <source>A choice in a tree, step by step.</source>
            <translation>Một lựa chọn trong cây, từng bước một.</translation>
        </message>
        <message>
            <source>A day of the calendar.</source>
            <translation>Một ngày trên lịch.</translation>
        </message>
        <message>
            <source>A few words, such as a shop's name.</source>
            <translation>Vài từ, chẳng hạn tên cửa hàng.</translation>
        </message>
        <message>
            <source>A line that must match a pattern.</source>
            <translation>Một dòng phải khớp với mẫu.</translation>
        </message>
        <message>
            <source>A longer text with line breaks.</source>
            <translation>Văn bản dài hơn, có xuống dòng.</translation>
        </message>
        <message>
            <source>A number to count with.</source>
            <translation>Một số để đếm.</translation>
        </message>
        <message>
            <source>A number with up to six places.</source>
            <translation>Một số có tối đa sáu chữ số thập phân.</translation>
        </message>
        <message>
            <source>Checkbox</source>
            <translation>Ô đánh dấu</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Ngày tháng</translation>
        </message>
        <message>
            <source>Decimal number</source>
            <translation>Số thập phân</translation>
        </message>
        <message>
            <source>Dependent</source>
            <translation>Phụ thuộc</translation>
        </message>
        <message>
            <source>Drop-down</source>
            <translation>Danh sách chọn</translation>
        </message>
        <message>
            <source>Multi-select</source>
            <translation>Chọn nhiều</translation>
        </message>
        <message>
            <source>One of a list of options.</source>
            <translation>Một trong danh sách lựa chọn.</translation>
        </message>
        <message>
            <source>Pattern</source>
            <translation>Mẫu</translation>
        </message>
        <message>
            <source>Several lines</source>
            <translation>Nhiều dòng</translation>
        </message>
        <message>
            <source>Several of a list of options.</source>
            <translation>Nhiều lựa chọn trong danh sách.</translation>
        </message>
        <message>
            <source>Single line</source>
            <translation>Một dòng</translation>
        </message>
        <message>
            <source>Whole number</source>
            <translation>Số nguyên</translation>
        </message>
        <message>
            <source>Yes or no.</source>
            <translation>Có hoặc không.</translation>
        </message>
    </context>
    <context>
        <name>FieldOwners</name>
        <message numerus="yes">
            <source>%Ln company(ies)</source>
            <translation>
                <numerusform>%Ln công ty</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln contact(s)</source>
            <translation>
                <numerusform>%Ln khách hàng</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln ticket(s)</source>
            <translation>
                <numerusform>%Ln phiếu</numerusform>
            </translation>
        </message>
        <message>
            <source>Companies</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Phiếu</translation>
        </message>
    </context>
    <context>
        <name>FieldPopups</name>
        <message>
            <source>#{serial} · {field}</source>
            <translation>#{serial} · {field}</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Chưa có nhóm</translation>
        </message>
        <message>
            <source>No type</source>
            <translation>Chưa có loại</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Chưa ai phụ trách</translation>
        </message>
        <message>
            <source>{name} (me)</source>
            <translation>{name} (tôi)</translation>
        </message>
    </context>
    <context>
        <name>FieldPreview</name>
        <message>
            <source>How it looks at a company</source>
            <translation>Trông thế nào ở một công ty</translation>
        </message>
        <message>
            <source>How it looks at a contact</source>
            <translation>Trông thế nào ở một khách hàng</translation>
        </message>
        <message>
            <source>How it looks in a new ticket</source>
            <translation>Trông thế nào trong phiếu mới</translation>
        </message>
        <message>
            <source>It is retired: the form does not show it.</source>
            <translation>Đã ngừng dùng: biểu mẫu không hiện nó.</translation>
        </message>
        <message>
            <source>Without it, closing the ticket asks:</source>
            <translation>Nếu thiếu, khi đóng phiếu sẽ hỏi:</translation>
        </message>
        <message numerus="yes">
            <source>… %Ln more after</source>
            <translation>
                <numerusform>… còn %Ln trường sau</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>… %Ln more before</source>
            <translation>
                <numerusform>… còn %Ln trường trước</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FieldTargets</name>
        <message>
            <source>A column, or a text with columns in braces: {a} - {b}</source>
            <translation>Một cột, hoặc văn bản có tên cột trong ngoặc nhọn: {a} - {b}</translation>
        </message>
        <message>
            <source>Fields of new companies</source>
            <translation>Trường của công ty mới</translation>
        </message>
        <message>
            <source>Fields of new contacts</source>
            <translation>Trường của liên hệ mới</translation>
        </message>
        <message>
            <source>Fields of the ticket</source>
            <translation>Các trường của phiếu</translation>
        </message>
        <message>
            <source>The file has no column “{name}”.</source>
            <translation>Tệp không có cột “{name}”.</translation>
        </message>
        <message>
            <source>Who is there already stays as it is.</source>
            <translation>Ai đã có sẵn thì giữ nguyên.</translation>
        </message>
        <message>
            <source>{field}, required</source>
            <translation>{field}, bắt buộc</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Subject</source>
            <translation>Tiêu đề</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Mô tả</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Ưu tiên</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Nguồn</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>Customer email</source>
            <translation>E-mail khách hàng</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Assign to</source>
            <translation>Người phụ trách</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>CCs</source>
            <translation>CC</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Cuộc gọi</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Ngày tạo</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Cập nhật</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Hạn xử lý</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Ngày đóng</translation>
        </message>
        <message>
            <source>First response</source>
            <translation>Phản hồi đầu tiên</translation>
        </message>
        <message>
            <source>External id</source>
            <translation>Mã ngoài</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Ghi chú</translation>
        </message>
    </context>
    <context>
        <name>FieldsPage</name>
        <message>
            <source>(no label yet)</source>
            <translation>(chưa có nhãn)</translation>
        </message>
        <message>
            <source>A sentence that stands under the field in forms</source>
            <translation>Một câu đứng dưới trường trong biểu mẫu</translation>
        </message>
        <message>
            <source>Add a field</source>
            <translation>Thêm trường</translation>
        </message>
        <message>
            <source>Belongs to</source>
            <translation>Thuộc về</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>Lấy lại</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Mặc định</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>Trường</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Trợ giúp</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Kiểu trường</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Nhãn</translation>
        </message>
        <message>
            <source>Move down (Ctrl+Shift+Down)</source>
            <translation>Chuyển xuống (Ctrl+Shift+Down)</translation>
        </message>
        <message>
            <source>Move up (Ctrl+Shift+Up)</source>
            <translation>Chuyển lên (Ctrl+Shift+Up)</translation>
        </message>
        <message>
            <source>New field</source>
            <translation>Trường mới</translation>
        </message>
        <message>
            <source>Options</source>
            <translation>Lựa chọn</translation>
        </message>
        <message>
            <source>Pattern</source>
            <translation>Mẫu</translation>
        </message>
        <message>
            <source>Required to close the ticket</source>
            <translation>Bắt buộc khi đóng phiếu</translation>
        </message>
        <message>
            <source>Required to create</source>
            <translation>Bắt buộc khi tạo</translation>
        </message>
        <message>
            <source>Retire</source>
            <translation>Ngừng dùng</translation>
        </message>
        <message>
            <source>Retired: its values stay readable and can be filtered by; no form asks for it.</source>
            <translation>Ngừng dùng: giá trị vẫn đọc được và lọc được; không biểu mẫu nào hỏi nữa.</translation>
        </message>
        <message>
            <source>Show the fields of: {owner}</source>
            <translation>Hiện các trường của: {owner}</translation>
        </message>
        <message>
            <source>The fields have a new order.</source>
            <translation>Các trường đã có thứ tự mới.</translation>
        </message>
        <message>
            <source>nobody has a value yet</source>
            <translation>chưa có giá trị nào</translation>
        </message>
        <message>
            <source>retired</source>
            <translation>ngừng dùng</translation>
        </message>
        <message>
            <source>{holders} have a value</source>
            <translation>{holders} có giá trị</translation>
        </message>
        <message>
            <source>{kind}  ·  in queries and files: {key}</source>
            <translation>{kind}  ·  trong truy vấn và tệp: {key}</translation>
        </message>
        <message>
            <source>“{name}” is asked for again.</source>
            <translation>“{name}” lại được hỏi.</translation>
        </message>
        <message>
            <source>“{name}” is retired: its values stay readable.</source>
            <translation>“{name}” đã ngừng dùng: giá trị vẫn đọc được.</translation>
        </message>
    </context>
    <context>
        <name>FileChoice</name>
        <message>
            <source>Choose…</source>
            <translation>Chọn…</translation>
        </message>
        <message>
            <source>Export tickets to a file</source>
            <translation>Xuất phiếu ra tệp</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Tệp</translation>
        </message>
        <message>
            <source>Kind of file</source>
            <translation>Loại tệp</translation>
        </message>
    </context>
    <context>
        <name>FileFields</name>
        <message>
            <source>Open a file that is there</source>
            <translation>Mở tệp có sẵn</translation>
        </message>
        <message>
            <source>Make a new file</source>
            <translation>Tạo tệp mới</translation>
        </message>
        <message>
            <source>Browse…</source>
            <translation>Duyệt…</translation>
        </message>
        <message>
            <source>Browse for a database file</source>
            <translation>Duyệt tìm tệp cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Tệp</translation>
        </message>
        <message>
            <source>One person at one computer at a time works best. A file on a network share is refused, because it would get damaged; teams use a server.</source>
            <translation>Phù hợp nhất cho một người trên một máy. Tệp trên ổ mạng bị từ chối vì sẽ hỏng; làm việc theo nhóm thì dùng máy chủ.</translation>
        </message>
        <message>
            <source>This is required.</source>
            <translation>Mục này bắt buộc.</translation>
        </message>
        <message>
            <source>New database file</source>
            <translation>Tệp cơ sở dữ liệu mới</translation>
        </message>
        <message>
            <source>Open a database file</source>
            <translation>Mở tệp cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>Databases (*.db)</source>
            <translation>Cơ sở dữ liệu (*.db)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Mọi tệp (*)</translation>
        </message>
    </context>
    <context>
        <name>FilePage</name>
        <message numerus="yes">
            <source>%Ln columns</source>
            <translation>
                <numerusform>%Ln cột</numerusform>
            </translation>
        </message>
        <message>
            <source>1 column</source>
            <translation>1 cột</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Mọi tệp (*)</translation>
        </message>
        <message>
            <source>Choose another file…</source>
            <translation>Chọn tệp khác…</translation>
        </message>
        <message>
            <source>Choose file…</source>
            <translation>Chọn tệp…</translation>
        </message>
        <message>
            <source>Choose the file to import</source>
            <translation>Chọn tệp để nhập</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>Ngày tháng</translation>
        </message>
        <message>
            <source>Dates like “{value}” can be read in two ways: day first is taken unless you choose.</source>
            <translation>Ngày như “{value}” đọc được theo hai cách: nếu bạn không chọn thì ngày đứng trước tháng.</translation>
        </message>
        <message>
            <source>Drop a CSV, TSV, Excel or JSON file here. It may be packed (.gz).</source>
            <translation>Thả tệp CSV, TSV, Excel hoặc JSON vào đây. Tệp có thể ở dạng nén (.gz).</translation>
        </message>
        <message>
            <source>Drop a file here, or type where it is</source>
            <translation>Thả tệp vào đây, hoặc gõ đường dẫn</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>Bảng mã</translation>
        </message>
        <message>
            <source>File to import</source>
            <translation>Tệp cần nhập</translation>
        </message>
        <message>
            <source>Mapping</source>
            <translation>Cách ghép cột</translation>
        </message>
        <message>
            <source>No row of this file can be read.</source>
            <translation>Không đọc được dòng nào của tệp này.</translation>
        </message>
        <message>
            <source>Preset {name}</source>
            <translation>Mẫu {name}</translation>
        </message>
        <message>
            <source>Reading the file again…</source>
            <translation>Đang đọc lại tệp…</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Đang đọc tệp…</translation>
        </message>
        <message>
            <source>Reading the whole file: {size}</source>
            <translation>Đang đọc toàn bộ tệp: {size}</translation>
        </message>
        <message>
            <source>Separator</source>
            <translation>Dấu phân cách</translation>
        </message>
        <message>
            <source>Sheet</source>
            <translation>Trang tính</translation>
        </message>
        <message>
            <source>Some bytes are not {encoding}: their rows would be rejected, or choose another encoding.</source>
            <translation>Có byte không thuộc {encoding}: dòng chứa chúng sẽ bị loại; nếu không đúng, hãy chọn bảng mã khác.</translation>
        </message>
        <message>
            <source>Suggested by the header</source>
            <translation>Gợi ý theo tiêu đề cột</translation>
        </message>
        <message>
            <source>Tickets (*.csv *.tsv *.tab *.txt *.xlsx *.json *.jsonl *.ndjson *.gz)</source>
            <translation>Phiếu (*.csv *.tsv *.tab *.txt *.xlsx *.json *.jsonl *.ndjson *.gz)</translation>
        </message>
        <message>
            <source>its beginning</source>
            <translation>phần đầu tệp</translation>
        </message>
        <message>
            <source>recognised as {preset}</source>
            <translation>nhận ra là {preset}</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Active filter</source>
            <translation>Bộ lọc đang dùng</translation>
        </message>
        <message>
            <source>Add filter</source>
            <translation>Thêm bộ lọc</translation>
        </message>
        <message>
            <source>Build filter…</source>
            <translation>Dựng bộ lọc…</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Xóa</translation>
        </message>
        <message>
            <source>Discard changes</source>
            <translation>Bỏ thay đổi</translation>
        </message>
        <message>
            <source>Save as new…</source>
            <translation>Lưu thành bộ lọc mới…</translation>
        </message>
        <message>
            <source>Save as quick filter…</source>
            <translation>Lưu thành bộ lọc nhanh…</translation>
        </message>
        <message>
            <source>Save changes</source>
            <translation>Lưu thay đổi</translation>
        </message>
        <message>
            <source>Query text…</source>
            <translation>Câu truy vấn…</translation>
        </message>
    </context>
    <context>
        <name>FilterBuilder</name>
        <message>
            <source>As text</source>
            <translation>Dạng văn bản</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Xong</translation>
        </message>
        <message>
            <source>Filter builder</source>
            <translation>Trình dựng bộ lọc</translation>
        </message>
        <message>
            <source>In words</source>
            <translation>Bằng lời</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>The filter in words</source>
            <translation>Bộ lọc bằng lời</translation>
        </message>
    </context>
    <context>
        <name>FilterBuilding</name>
        <message>
            <source>The filter was changed in the builder.</source>
            <translation>Bộ lọc đã được sửa trong trình dựng.</translation>
        </message>
        <message>
            <source>with the quick filter</source>
            <translation>cùng bộ lọc nhanh</translation>
        </message>
        <message>
            <source>with the quick filter and the search</source>
            <translation>cùng bộ lọc nhanh và tìm kiếm</translation>
        </message>
        <message>
            <source>with the search</source>
            <translation>cùng tìm kiếm</translation>
        </message>
    </context>
    <context>
        <name>FilterChanging</name>
        <message>
            <source>Rename to “{name}”</source>
            <translation>Đổi tên thành “{name}”</translation>
        </message>
        <message>
            <source>Type again</source>
            <translation>Nhập lại</translation>
        </message>
        <message>
            <source>{name} (copy)</source>
            <translation>{name} (bản sao)</translation>
        </message>
        <message>
            <source>“{name}” was deleted.</source>
            <translation>Đã xóa “{name}”.</translation>
        </message>
    </context>
    <context>
        <name>FilterColours</name>
        <message>
            <source>Blue</source>
            <translation>Xanh dương</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Xanh lá</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Xám</translation>
        </message>
        <message>
            <source>No colour</source>
            <translation>Không màu</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Cam</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>Hồng</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Đỏ</translation>
        </message>
        <message>
            <source>Teal</source>
            <translation>Xanh mòng két</translation>
        </message>
        <message>
            <source>Violet</source>
            <translation>Tím</translation>
        </message>
    </context>
    <context>
        <name>FilterMenu</name>
        <message>
            <source>Colour</source>
            <translation>Màu</translation>
        </message>
        <message>
            <source>Quick filter</source>
            <translation>Bộ lọc nhanh</translation>
        </message>
    </context>
    <context>
        <name>FilterSaving</name>
        <message>
            <source>Keeps the conditions, columns, order and groups you see now.</source>
            <translation>Giữ các điều kiện, cột, thứ tự và nhóm bạn đang thấy.</translation>
        </message>
        <message>
            <source>Save mine all the same</source>
            <translation>Vẫn lưu của tôi</translation>
        </message>
        <message>
            <source>The search cannot be read, so it cannot be saved: {fault}</source>
            <translation>Không hiểu được nội dung tìm kiếm nên không lưu được: {fault}</translation>
        </message>
        <message>
            <source>There is nothing to save yet: filter or search first.</source>
            <translation>Chưa có gì để lưu: hãy lọc hoặc tìm kiếm trước.</translation>
        </message>
        <message>
            <source>“{name}” was updated.</source>
            <translation>Đã cập nhật “{name}”.</translation>
        </message>
    </context>
    <context>
        <name>FilterSharing</name>
        <message>
            <source>Duplicate</source>
            <translation>Nhân bản</translation>
        </message>
        <message>
            <source>Duplicate to mine</source>
            <translation>Nhân bản thành của tôi</translation>
        </message>
        <message>
            <source>“{name}” is no longer in your list.</source>
            <translation>“{name}” không còn trong danh sách của bạn.</translation>
        </message>
        <message>
            <source>“{name}” is private now.</source>
            <translation>“{name}” giờ là riêng tư.</translation>
        </message>
        <message>
            <source>“{name}” is yours now.</source>
            <translation>“{name}” giờ là của bạn.</translation>
        </message>
        <message>
            <source>“{name}”: {sharing}.</source>
            <translation>“{name}”: {sharing}.</translation>
        </message>
    </context>
    <context>
        <name>FilterWords</name>
        <message>
            <source>By {name}</source>
            <translation>Của {name}</translation>
        </message>
        <message>
            <source>By {name}, who works here no more</source>
            <translation>Của {name}, không còn làm việc ở đây</translation>
        </message>
        <message>
            <source>Changed, not saved</source>
            <translation>Đã thay đổi, chưa lưu</translation>
        </message>
        <message>
            <source>Its owner works here no more</source>
            <translation>Chủ bộ lọc không còn làm việc ở đây</translation>
        </message>
        <message>
            <source>Private</source>
            <translation>Riêng tư</translation>
        </message>
        <message numerus="yes">
            <source>Shared with %Ln group(s)</source>
            <translation>
                <numerusform>Chia sẻ với %Ln nhóm</numerusform>
            </translation>
        </message>
        <message>
            <source>Shared with everyone</source>
            <translation>Chia sẻ với mọi người</translation>
        </message>
        <message>
            <source>cannot be used</source>
            <translation>không dùng được</translation>
        </message>
        <message>
            <source>changed, not saved</source>
            <translation>đã thay đổi, chưa lưu</translation>
        </message>
        <message>
            <source>its owner has left</source>
            <translation>chủ bộ lọc đã nghỉ việc</translation>
        </message>
    </context>
    <context>
        <name>Filters</name>
        <message>
            <source>Me</source>
            <translation>Tôi</translation>
        </message>
        <message>
            <source>Someone of my groups</source>
            <translation>Người trong nhóm của tôi</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Chưa ai phụ trách</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Cuộc gọi</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Custom fields</source>
            <translation>Trường tùy chỉnh</translation>
        </message>
        <message>
            <source>Custom fields of contacts</source>
            <translation>Trường tùy chỉnh của khách hàng</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Lịch sử</translation>
        </message>
        <message>
            <source>My groups</source>
            <translation>Nhóm của tôi</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Chưa có nhóm</translation>
        </message>
        <message>
            <source>No type</source>
            <translation>Chưa có loại</translation>
        </message>
        <message>
            <source>No value</source>
            <translation>Không có giá trị</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>at any time</source>
            <translation>bất kỳ lúc nào</translation>
        </message>
        <message>
            <source>has changed</source>
            <translation>đã thay đổi</translation>
        </message>
        <message>
            <source>has not changed</source>
            <translation>chưa thay đổi</translation>
        </message>
        <message>
            <source>is above</source>
            <translation>cao hơn</translation>
        </message>
        <message>
            <source>is any of</source>
            <translation>là một trong</translation>
        </message>
        <message>
            <source>is below</source>
            <translation>thấp hơn</translation>
        </message>
        <message>
            <source>is none of</source>
            <translation>không thuộc</translation>
        </message>
        <message>
            <source>{name} (retired)</source>
            <translation>{name} (ngừng dùng)</translation>
        </message>
        <message>
            <source>is at least</source>
            <translation>ít nhất là</translation>
        </message>
        <message>
            <source>is at most</source>
            <translation>nhiều nhất là</translation>
        </message>
        <message>
            <source>includes any of</source>
            <translation>có một trong</translation>
        </message>
        <message>
            <source>includes all of</source>
            <translation>có tất cả</translation>
        </message>
        <message>
            <source>includes none of</source>
            <translation>không có</translation>
        </message>
        <message>
            <source>is exactly</source>
            <translation>đúng bằng</translation>
        </message>
        <message>
            <source>contains words</source>
            <translation>chứa các từ</translation>
        </message>
        <message>
            <source>contains phrase</source>
            <translation>chứa cụm từ</translation>
        </message>
        <message>
            <source>does not contain</source>
            <translation>không chứa</translation>
        </message>
        <message>
            <source>does not contain phrase</source>
            <translation>không chứa cụm từ</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>chứa</translation>
        </message>
        <message>
            <source>is</source>
            <translation>là</translation>
        </message>
        <message>
            <source>starts with</source>
            <translation>bắt đầu bằng</translation>
        </message>
        <message>
            <source>ends with</source>
            <translation>kết thúc bằng</translation>
        </message>
        <message>
            <source>contains digits</source>
            <translation>chứa các chữ số</translation>
        </message>
        <message>
            <source>is not</source>
            <translation>không phải là</translation>
        </message>
        <message>
            <source>is between</source>
            <translation>nằm giữa</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>có</translation>
        </message>
        <message>
            <source>no</source>
            <translation>không</translation>
        </message>
        <message>
            <source>in the last</source>
            <translation>trong vòng</translation>
        </message>
        <message>
            <source>in the next</source>
            <translation>trong … tới</translation>
        </message>
        <message>
            <source>is under any of</source>
            <translation>thuộc nhánh</translation>
        </message>
        <message>
            <source>is under none of</source>
            <translation>không thuộc nhánh</translation>
        </message>
        <message>
            <source>more than … ago</source>
            <translation>cách đây hơn</translation>
        </message>
        <message>
            <source>is in</source>
            <translation>nằm trong</translation>
        </message>
        <message>
            <source>on</source>
            <translation>vào ngày</translation>
        </message>
        <message>
            <source>before</source>
            <translation>trước</translation>
        </message>
        <message>
            <source>after</source>
            <translation>sau</translation>
        </message>
        <message>
            <source>from … on</source>
            <translation>từ … trở đi</translation>
        </message>
        <message>
            <source>up to and including</source>
            <translation>đến hết</translation>
        </message>
        <message>
            <source>between</source>
            <translation>từ … đến</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>phút</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>giờ</translation>
        </message>
        <message>
            <source>days</source>
            <translation>ngày</translation>
        </message>
        <message>
            <source>weeks</source>
            <translation>tuần</translation>
        </message>
        <message>
            <source>months</source>
            <translation>tháng</translation>
        </message>
        <message>
            <source>years</source>
            <translation>năm</translation>
        </message>
        <message>
            <source>today</source>
            <translation>hôm nay</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>hôm qua</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>ngày mai</translation>
        </message>
        <message>
            <source>this week</source>
            <translation>tuần này</translation>
        </message>
        <message>
            <source>last week</source>
            <translation>tuần trước</translation>
        </message>
        <message>
            <source>next week</source>
            <translation>tuần sau</translation>
        </message>
        <message>
            <source>this month</source>
            <translation>tháng này</translation>
        </message>
        <message>
            <source>last month</source>
            <translation>tháng trước</translation>
        </message>
        <message>
            <source>next month</source>
            <translation>tháng sau</translation>
        </message>
        <message>
            <source>this quarter</source>
            <translation>quý này</translation>
        </message>
        <message>
            <source>last quarter</source>
            <translation>quý trước</translation>
        </message>
        <message>
            <source>next quarter</source>
            <translation>quý sau</translation>
        </message>
        <message>
            <source>this year</source>
            <translation>năm nay</translation>
        </message>
        <message>
            <source>last year</source>
            <translation>năm ngoái</translation>
        </message>
        <message>
            <source>next year</source>
            <translation>năm sau</translation>
        </message>
    </context>
    <context>
        <name>FolderLine</name>
        <message>
            <source>Browse…</source>
            <translation>Duyệt…</translation>
        </message>
    </context>
    <context>
        <name>FormField</name>
        <message>
            <source>required</source>
            <translation>bắt buộc</translation>
        </message>
        <message>
            <source>{field}, required</source>
            <translation>{field}, bắt buộc</translation>
        </message>
    </context>
    <context>
        <name>GroupForm</name>
        <message>
            <source>All of its parts match</source>
            <translation>Mọi phần đều khớp</translation>
        </message>
        <message>
            <source>Any of its parts matches</source>
            <translation>Ít nhất một phần khớp</translation>
        </message>
        <message>
            <source>None of its parts matches</source>
            <translation>Không phần nào khớp</translation>
        </message>
        <message>
            <source>Not all of its parts match</source>
            <translation>Không phải mọi phần đều khớp</translation>
        </message>
        <message>
            <source>Two conditions on calls may be met by two calls, unless one call is asked.</source>
            <translation>Hai điều kiện về cuộc gọi có thể do hai cuộc gọi khác nhau đáp ứng, trừ khi chọn cùng một cuộc gọi.</translation>
        </message>
        <message>
            <source>What its parts are about</source>
            <translation>Các phần nói về điều gì</translation>
        </message>
        <message>
            <source>Which of its parts must match</source>
            <translation>Những phần nào phải khớp</translation>
        </message>
        <message>
            <source>of one and the same call</source>
            <translation>của cùng một cuộc gọi</translation>
        </message>
        <message>
            <source>of one and the same note</source>
            <translation>của cùng một ghi chú</translation>
        </message>
        <message>
            <source>of the ticket, each for itself</source>
            <translation>của phiếu, từng phần riêng</translation>
        </message>
    </context>
    <context>
        <name>GroupMenu</name>
        <message>
            <source>Custom fields</source>
            <translation>Trường tùy chỉnh</translation>
        </message>
        <message>
            <source>Fold all groups</source>
            <translation>Thu gọn mọi nhóm</translation>
        </message>
        <message>
            <source>Group by</source>
            <translation>Nhóm theo</translation>
        </message>
        <message>
            <source>No groups</source>
            <translation>Không nhóm</translation>
        </message>
        <message>
            <source>Turn the groups round</source>
            <translation>Đảo chiều các nhóm</translation>
        </message>
        <message>
            <source>Unfold all groups</source>
            <translation>Mở rộng mọi nhóm</translation>
        </message>
        <message>
            <source>{column} (cannot be grouped by here)</source>
            <translation>{column} (không nhóm theo được ở đây)</translation>
        </message>
    </context>
    <context>
        <name>Groups</name>
        <message>
            <source>Empty</source>
            <translation>Trống</translation>
        </message>
        <message>
            <source>No company</source>
            <translation>Chưa có công ty</translation>
        </message>
        <message>
            <source>No contact</source>
            <translation>Chưa có khách hàng</translation>
        </message>
        <message>
            <source>No due time</source>
            <translation>Không có hạn</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Chưa có nhóm</translation>
        </message>
        <message>
            <source>No name</source>
            <translation>Chưa có tên</translation>
        </message>
        <message>
            <source>No type</source>
            <translation>Chưa có loại</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hôm nay</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Ngày mai</translation>
        </message>
        <message>
            <source>Unassigned</source>
            <translation>Chưa phân công</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Hôm qua</translation>
        </message>
        <message>
            <source>{column} (day)</source>
            <translation>{column} (theo ngày)</translation>
        </message>
    </context>
    <context>
        <name>GroupsPage</name>
        <message numerus="yes">
            <source>%Ln member(s)</source>
            <translation>
                <numerusform>%Ln thành viên</numerusform>
            </translation>
        </message>
        <message>
            <source>Add a group</source>
            <translation>Thêm nhóm</translation>
        </message>
        <message>
            <source>Find an agent…</source>
            <translation>Tìm nhân viên…</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Thành viên</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>New group</source>
            <translation>Nhóm mới</translation>
        </message>
        <message>
            <source>Remove group</source>
            <translation>Xóa nhóm</translation>
        </message>
        <message>
            <source>The group “{name}” was removed.</source>
            <translation>Đã xóa nhóm “{name}”.</translation>
        </message>
    </context>
    <context>
        <name>HistoryForm</name>
        <message>
            <source>Changed from</source>
            <translation>Đổi từ</translation>
        </message>
        <message>
            <source>Changed to</source>
            <translation>Đổi thành</translation>
        </message>
        <message>
            <source>Nothing ticked is any value.</source>
            <translation>Không chọn gì nghĩa là giá trị bất kỳ.</translation>
        </message>
        <message>
            <source>from</source>
            <translation>từ</translation>
        </message>
        <message>
            <source>to</source>
            <translation>thành</translation>
        </message>
        <message>
            <source>when</source>
            <translation>khi nào</translation>
        </message>
    </context>
    <context>
        <name>ImportMaking</name>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>This database can only be read: nothing can be imported.</source>
            <translation>Cơ sở dữ liệu này chỉ đọc được: không thể nhập gì vào.</translation>
        </message>
        <message>
            <source>Your role may not create tickets, so it cannot import them.</source>
            <translation>Vai trò của bạn không được tạo phiếu nên không nhập phiếu được.</translation>
        </message>
    </context>
    <context>
        <name>ImportWizard</name>
        <message numerus="yes">
            <source>%Ln options</source>
            <translation>
                <numerusform>%Ln lựa chọn</numerusform>
            </translation>
        </message>
        <message>
            <source>1 option</source>
            <translation>1 lựa chọn</translation>
        </message>
        <message>
            <source>An import is running. Wait for it, or cancel it.</source>
            <translation>Đang nhập dữ liệu. Hãy đợi xong, hoặc hủy lần nhập đó.</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Tự động</translation>
        </message>
        <message>
            <source>Automatic: {found}</source>
            <translation>Tự động: {found}</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Quay lại</translation>
        </message>
        <message>
            <source>Checkbox</source>
            <translation>Ô đánh dấu</translation>
        </message>
        <message>
            <source>Choose the column of the subject: a ticket must have one.</source>
            <translation>Hãy chọn cột cho tiêu đề: phiếu nào cũng phải có tiêu đề.</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Chọn…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Cột</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Ngày tháng</translation>
        </message>
        <message>
            <source>Decimal</source>
            <translation>Số thập phân</translation>
        </message>
        <message>
            <source>Dependent</source>
            <translation>Phụ thuộc</translation>
        </message>
        <message>
            <source>Drop-down</source>
            <translation>Danh sách chọn</translation>
        </message>
        <message>
            <source>Dry run</source>
            <translation>Chạy thử</translation>
        </message>
        <message>
            <source>E-mail or phone number</source>
            <translation>E-mail hoặc số điện thoại</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>Bảng mã</translation>
        </message>
        <message>
            <source>Ended early: {error}</source>
            <translation>Dừng giữa chừng: {error}</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Tệp</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Nhập dữ liệu</translation>
        </message>
        <message>
            <source>Import 1 row</source>
            <translation>Nhập 1 dòng</translation>
        </message>
        <message>
            <source>Import tickets</source>
            <translation>Nhập phiếu từ tệp</translation>
        </message>
        <message>
            <source>Import {rows} rows</source>
            <translation>Nhập {rows} dòng</translation>
        </message>
        <message>
            <source>Importing the file again goes on from there.</source>
            <translation>Nhập lại tệp này sẽ tiếp tục từ đó.</translation>
        </message>
        <message>
            <source>Integer</source>
            <translation>Số nguyên</translation>
        </message>
        <message>
            <source>Multi-line text</source>
            <translation>Văn bản nhiều dòng</translation>
        </message>
        <message>
            <source>Multi-select</source>
            <translation>Chọn nhiều</translation>
        </message>
        <message>
            <source>New custom field</source>
            <translation>Trường tùy chỉnh mới</translation>
        </message>
        <message>
            <source>New custom field: {kind}</source>
            <translation>Trường tùy chỉnh mới: {kind}</translation>
        </message>
        <message>
            <source>New custom field: {kind} ({options})</source>
            <translation>Trường tùy chỉnh mới: {kind} ({options})</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Tiếp</translation>
        </message>
        <message>
            <source>No type</source>
            <translation>Chưa có loại</translation>
        </message>
        <message>
            <source>Not allowed</source>
            <translation>Không được phép</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Không tìm thấy</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Số</translation>
        </message>
        <message>
            <source>Other value kept</source>
            <translation>Giữ giá trị khác</translation>
        </message>
        <message>
            <source>Regular expression</source>
            <translation>Biểu thức chính quy</translation>
        </message>
        <message>
            <source>Reject the row</source>
            <translation>Loại dòng</translation>
        </message>
        <message>
            <source>Required value missing</source>
            <translation>Thiếu giá trị bắt buộc</translation>
        </message>
        <message>
            <source>Same id twice</source>
            <translation>Trùng mã</translation>
        </message>
        <message>
            <source>Save mapping…</source>
            <translation>Lưu cách ghép…</translation>
        </message>
        <message>
            <source>Saved as “{name}”: files with this header are read like this.</source>
            <translation>Đã lưu thành “{name}”: tệp có các cột này sẽ được đọc như vậy.</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Đã dừng.</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Văn bản</translation>
        </message>
        <message>
            <source>Text that cannot be stored</source>
            <translation>Văn bản không lưu được</translation>
        </message>
        <message>
            <source>The file has no column “{name}”.</source>
            <translation>Tệp không có cột “{name}”.</translation>
        </message>
        <message>
            <source>The file was changed meanwhile: import it again to be sure.</source>
            <translation>Tệp bị thay đổi trong lúc nhập: hãy nhập lại cho chắc.</translation>
        </message>
        <message>
            <source>The next step (Ctrl+Enter)</source>
            <translation>Bước tiếp theo (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>The report was saved: {path}</source>
            <translation>Đã lưu báo cáo: {path}</translation>
        </message>
        <message>
            <source>The step before (Ctrl+Page Up)</source>
            <translation>Bước trước (Ctrl+Page Up)</translation>
        </message>
        <message>
            <source>Too long</source>
            <translation>Quá dài</translation>
        </message>
        <message>
            <source>Unknown choice</source>
            <translation>Lựa chọn không có</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>Giá trị</translation>
        </message>
        <message>
            <source>Wrong number of cells</source>
            <translation>Sai số ô</translation>
        </message>
        <message>
            <source>comma  ,</source>
            <translation>dấu phẩy  ,</translation>
        </message>
        <message>
            <source>day first  31.12.2026</source>
            <translation>ngày-tháng-năm  31.12.2026</translation>
        </message>
        <message>
            <source>month first  12/31/2026</source>
            <translation>tháng-ngày-năm  12/31/2026</translation>
        </message>
        <message>
            <source>pipe  |</source>
            <translation>dấu sổ đứng  |</translation>
        </message>
        <message>
            <source>semicolon  ;</source>
            <translation>dấu chấm phẩy  ;</translation>
        </message>
        <message>
            <source>tab</source>
            <translation>dấu tab</translation>
        </message>
        <message>
            <source>year first  2026-12-31</source>
            <translation>năm-tháng-ngày  2026-12-31</translation>
        </message>
        <message>
            <source>{created} tickets were created and stay.</source>
            <translation>{created} phiếu đã được tạo và vẫn còn.</translation>
        </message>
        <message>
            <source>{created} tickets were created.</source>
            <translation>Đã tạo {created} phiếu.</translation>
        </message>
        <message>
            <source>{rejected} rows were rejected.</source>
            <translation>{rejected} dòng bị loại.</translation>
        </message>
        <message>
            <source>{updated} were updated.</source>
            <translation>Đã cập nhật {updated} phiếu.</translation>
        </message>
    </context>
    <context>
        <name>InstantEditor</name>
        <message>
            <source>In 4 hours</source>
            <translation>Sau 4 giờ nữa</translation>
        </message>
        <message>
            <source>Today, 17:00</source>
            <translation>Hôm nay, 17:00</translation>
        </message>
        <message>
            <source>Tomorrow, 09:00</source>
            <translation>Ngày mai, 09:00</translation>
        </message>
        <message>
            <source>Monday, 09:00</source>
            <translation>Thứ Hai, 09:00</translation>
        </message>
        <message>
            <source>Another time…</source>
            <translation>Thời điểm khác…</translation>
        </message>
    </context>
    <context>
        <name>LinesForm</name>
        <message>
            <source>or…</source>
            <translation>hoặc…</translation>
        </message>
        <message>
            <source>Add another value</source>
            <translation>Thêm giá trị khác</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Giá trị</translation>
        </message>
    </context>
    <context>
        <name>LinkOpening</name>
        <message>
            <source>A link asks for a new ticket, but you may make none here.</source>
            <translation>Một liên kết yêu cầu phiếu mới, nhưng bạn không được tạo phiếu ở đây.</translation>
        </message>
        <message>
            <source>A link waits until a database is open.</source>
            <translation>Một liên kết đang chờ đến khi mở cơ sở dữ liệu.</translation>
        </message>
        <message>
            <source>A link waits: it opens as soon as the dialog in front is closed.</source>
            <translation>Một liên kết đang chờ: nó mở ngay khi hộp thoại phía trước đóng lại.</translation>
        </message>
    </context>
    <context>
        <name>LinkedFilter</name>
        <message>
            <source>A link has opened this search.</source>
            <translation>Một liên kết đã mở tìm kiếm này.</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Quay lại</translation>
        </message>
    </context>
    <context>
        <name>List</name>
        <message>
            <source>Unread</source>
            <translation>Chưa đọc</translation>
        </message>
    </context>
    <context>
        <name>LiveUpdates</name>
        <message>
            <source>Try now</source>
            <translation>Thử ngay</translation>
        </message>
        <message>
            <source>What you see stays readable; the program tries again by itself.</source>
            <translation>Những gì đang hiện vẫn đọc được; chương trình sẽ tự thử lại.</translation>
        </message>
    </context>
    <context>
        <name>MadeValues</name>
        <message>
            <source>The same for every new company:</source>
            <translation>Như nhau cho mọi công ty mới:</translation>
        </message>
        <message>
            <source>The same for every new contact:</source>
            <translation>Như nhau cho mọi liên hệ mới:</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Quick filters</source>
            <translation>Bộ lọc nhanh</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Hệ thống</translation>
        </message>
        <message>
            <source>The window stands as at the first start.</source>
            <translation>Cửa sổ đã trở về như lúc mở lần đầu.</translation>
        </message>
        <message>
            <source>This database can only be read: nothing can be changed here.</source>
            <translation>Cơ sở dữ liệu này chỉ đọc được: không thể thay đổi gì ở đây.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>“{field}” was retired: the list is no longer sorted by it.</source>
            <translation>“{field}” đã ngừng dùng: danh sách không còn sắp xếp theo trường này.</translation>
        </message>
        <message>
            <source>“{field}” was retired: the rows are no longer grouped by it.</source>
            <translation>“{field}” đã ngừng dùng: các dòng không còn nhóm theo nó.</translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message numerus="yes">
            <source>%Ln tickets move</source>
            <translation>
                <numerusform>%Ln phiếu chuyển</numerusform>
            </translation>
        </message>
        <message>
            <source>1 ticket moves</source>
            <translation>1 phiếu chuyển</translation>
        </message>
        <message>
            <source>Account manager</source>
            <translation>Người quản lý khách hàng</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Cuộc gọi</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Job title</source>
            <translation>Chức danh</translation>
        </message>
        <message>
            <source>Keep this one</source>
            <translation>Giữ mục này</translation>
        </message>
        <message>
            <source>Keep {name}</source>
            <translation>Giữ {name}</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Gộp</translation>
        </message>
        <message>
            <source>Merging…</source>
            <translation>Đang gộp…</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>Name: {name}</source>
            <translation>Tên: {name}</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Đánh giá</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Đang đọc…</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Kết quả</translation>
        </message>
        <message>
            <source>These are one already.</source>
            <translation>Các mục này đã là một.</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>{count} become one: “{name}”. {moved} to it; links to the others lead there. You can undo this.</source>
            <translation>{count} mục gộp thành một: “{name}”. {moved} sang đó; liên kết đến các mục kia cũng dẫn về đó. Bạn có thể hoàn tác.</translation>
        </message>
    </context>
    <context>
        <name>MergedLines</name>
        <message>
            <source>Merged from {names}</source>
            <translation>Gộp từ {names}</translation>
        </message>
        <message>
            <source>Undo merge</source>
            <translation>Hoàn tác việc gộp</translation>
        </message>
        <message>
            <source>Undo merge from {names}</source>
            <translation>Hoàn tác việc gộp từ {names}</translation>
        </message>
    </context>
    <context>
        <name>MomentEditor</name>
        <message>
            <source>Clear {field}</source>
            <translation>Xóa {field}</translation>
        </message>
    </context>
    <context>
        <name>Moments</name>
        <message>
            <source>today {time}</source>
            <translation>hôm nay {time}</translation>
        </message>
        <message>
            <source>yesterday {time}</source>
            <translation>hôm qua {time}</translation>
        </message>
        <message>
            <source>tomorrow {time}</source>
            <translation>ngày mai {time}</translation>
        </message>
        <message>
            <source>{count} min</source>
            <translation>{count} phút</translation>
        </message>
        <message>
            <source>{count} h</source>
            <translation>{count} giờ</translation>
        </message>
        <message>
            <source>{count} d</source>
            <translation>{count} ngày</translation>
        </message>
        <message>
            <source>{moment} · overdue by {span}</source>
            <translation>{moment} · quá hạn {span}</translation>
        </message>
        <message>
            <source>{moment} · in {span}</source>
            <translation>{moment} · còn {span}</translation>
        </message>
    </context>
    <context>
        <name>NewContactForm</name>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>New contact, {part}</source>
            <translation>Khách hàng mới, {part}</translation>
        </message>
        <message>
            <source>Search instead</source>
            <translation>Tìm khách hàng có sẵn</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Khách hàng mới</translation>
        </message>
    </context>
    <context>
        <name>NewEntryDialog</name>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Close and keep the draft (Esc)</source>
            <translation>Đóng và giữ bản nháp (Esc)</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Tạo</translation>
        </message>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Ctrl+Enter</translation>
        </message>
        <message>
            <source>Discard draft</source>
            <translation>Bỏ bản nháp</translation>
        </message>
        <message>
            <source>E-mail (several: separate with ;)</source>
            <translation>E-mail (nhiều: ngăn cách bằng ;)</translation>
        </message>
        <message>
            <source>Job title</source>
            <translation>Chức danh</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>New company</source>
            <translation>Công ty mới</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Khách hàng mới</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Phone (several: separate with ;)</source>
            <translation>Điện thoại (nhiều: ngăn cách bằng ;)</translation>
        </message>
    </context>
    <context>
        <name>NewsPill</name>
        <message>
            <source>1 new or changed ticket</source>
            <translation>1 phiếu mới hoặc vừa đổi</translation>
        </message>
        <message>
            <source>1 new ticket</source>
            <translation>1 phiếu mới</translation>
        </message>
        <message>
            <source>{n} new or changed tickets</source>
            <translation>{n} phiếu mới hoặc vừa đổi</translation>
        </message>
        <message>
            <source>{n} new tickets</source>
            <translation>{n} phiếu mới</translation>
        </message>
    </context>
    <context>
        <name>NodeForm</name>
        <message>
            <source>Not: what does not match this</source>
            <translation>Không: những gì không khớp điều này</translation>
        </message>
    </context>
    <context>
        <name>NoteEditor</name>
        <message>
            <source>Internal</source>
            <translation>Nội bộ</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Only agents can read the note</source>
            <translation>Chỉ nhân viên đọc được ghi chú này</translation>
        </message>
        <message>
            <source>Internal note</source>
            <translation>Ghi chú nội bộ</translation>
        </message>
        <message>
            <source>The customer can read the note</source>
            <translation>Khách hàng đọc được ghi chú này</translation>
        </message>
        <message>
            <source>Visible to customer</source>
            <translation>Khách hàng xem được</translation>
        </message>
        <message>
            <source>Add note</source>
            <translation>Thêm ghi chú</translation>
        </message>
        <message>
            <source>Write an internal note…</source>
            <translation>Viết ghi chú nội bộ…</translation>
        </message>
        <message>
            <source>Write to the customer…</source>
            <translation>Viết cho khách hàng…</translation>
        </message>
        <message>
            <source>Note visible to the customer</source>
            <translation>Ghi chú khách hàng xem được</translation>
        </message>
        <message>
            <source>Draft saved</source>
            <translation>Đã lưu bản nháp</translation>
        </message>
        <message>
            <source>Draft not saved</source>
            <translation>Chưa lưu được bản nháp</translation>
        </message>
        <message>
            <source>Adding…</source>
            <translation>Đang thêm…</translation>
        </message>
    </context>
    <context>
        <name>NotesEditor</name>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Ctrl+Enter</translation>
        </message>
    </context>
    <context>
        <name>NumberForm</name>
        <message>
            <source>Number</source>
            <translation>Số</translation>
        </message>
        <message>
            <source>and</source>
            <translation>và</translation>
        </message>
        <message>
            <source>Highest number</source>
            <translation>Số lớn nhất</translation>
        </message>
    </context>
    <context>
        <name>OpenEditor</name>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
    </context>
    <context>
        <name>OpenTicketsWarning</name>
        <message>
            <source>{name} has an open ticket already.</source>
            <translation>{name} đã có một phiếu đang mở.</translation>
        </message>
        <message>
            <source>{name} has {count} open tickets already.</source>
            <translation>{name} đã có {count} phiếu đang mở.</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>và {count} phiếu nữa</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Xem</translation>
        </message>
        <message>
            <source>Show ticket {serial}</source>
            <translation>Xem phiếu {serial}</translation>
        </message>
    </context>
    <context>
        <name>OptionTree</name>
        <message>
            <source>new</source>
            <translation>mới</translation>
        </message>
        <message>
            <source>retired</source>
            <translation>ngừng dùng</translation>
        </message>
        <message numerus="yes">
            <source>used %Ln time(s)</source>
            <translation>
                <numerusform>dùng %Ln lần</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OptionsPart</name>
        <message numerus="yes">
            <source>%Ln option(s)</source>
            <translation>
                <numerusform>%Ln lựa chọn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln option(s) added</source>
            <translation>
                <numerusform>Đã thêm %Ln lựa chọn</numerusform>
            </translation>
        </message>
        <message>
            <source>A field holds {limit} options at most.</source>
            <translation>Một trường có tối đa {limit} lựa chọn.</translation>
        </message>
        <message>
            <source>A tree has {limit} levels at most.</source>
            <translation>Một cây có tối đa {limit} cấp.</translation>
        </message>
        <message>
            <source>Add an option (Insert)</source>
            <translation>Thêm lựa chọn (Insert)</translation>
        </message>
        <message>
            <source>Add one below it (Ctrl+Insert)</source>
            <translation>Thêm một cái bên dưới (Ctrl+Insert)</translation>
        </message>
        <message>
            <source>Find an option</source>
            <translation>Tìm lựa chọn</translation>
        </message>
        <message>
            <source>Find an option…</source>
            <translation>Tìm lựa chọn…</translation>
        </message>
        <message>
            <source>Move below the one before it (Ctrl+Shift+Right)</source>
            <translation>Chuyển xuống dưới cái đứng trước (Ctrl+Shift+Right)</translation>
        </message>
        <message>
            <source>Move down (Ctrl+Shift+Down)</source>
            <translation>Chuyển xuống (Ctrl+Shift+Down)</translation>
        </message>
        <message>
            <source>Move up (Ctrl+Shift+Up)</source>
            <translation>Chuyển lên (Ctrl+Shift+Up)</translation>
        </message>
        <message>
            <source>Move up a level (Ctrl+Shift+Left)</source>
            <translation>Chuyển lên một cấp (Ctrl+Shift+Left)</translation>
        </message>
        <message>
            <source>New option</source>
            <translation>Lựa chọn mới</translation>
        </message>
        <message>
            <source>New option {number}</source>
            <translation>Lựa chọn mới {number}</translation>
        </message>
        <message>
            <source>No option of this name</source>
            <translation>Không có lựa chọn tên này</translation>
        </message>
        <message>
            <source>Paste a list (Ctrl+V in the options)</source>
            <translation>Dán danh sách (Ctrl+V trong các lựa chọn)</translation>
        </message>
        <message>
            <source>Paste a list…</source>
            <translation>Dán danh sách…</translation>
        </message>
        <message>
            <source>Remove (Delete)</source>
            <translation>Xóa (Delete)</translation>
        </message>
        <message>
            <source>Rename (F2)</source>
            <translation>Đổi tên (F2)</translation>
        </message>
        <message>
            <source>Retire or bring back (Ctrl+Delete)</source>
            <translation>Ngừng dùng hoặc dùng lại (Ctrl+Delete)</translation>
        </message>
        <message>
            <source>Retired instead of removed: who has it is still being counted.</source>
            <translation>Ngừng dùng thay vì xóa: vẫn đang đếm nơi đang dùng.</translation>
        </message>
        <message>
            <source>Retired instead of removed: {holders} have it. It stays readable there, and is not offered any more.</source>
            <translation>Ngừng dùng thay vì xóa: {holders} đang có. Ở đó vẫn đọc được, và không được đề nghị nữa.</translation>
        </message>
    </context>
    <context>
        <name>PanelCells</name>
        <message>
            <source>Someone else changed this to “{value}” meanwhile.</source>
            <translation>Trong lúc đó người khác đã đổi mục này thành “{value}”.</translation>
        </message>
        <message>
            <source>This was merged into {name} meanwhile. What you typed is kept here.</source>
            <translation>Trong lúc đó mục này đã được gộp vào {name}. Nội dung bạn đã nhập được giữ ở đây.</translation>
        </message>
    </context>
    <context>
        <name>PanelEditing</name>
        <message>
            <source>#{serial} was not saved. {sentence} What you typed waits at the ticket.</source>
            <translation>Chưa lưu được phiếu #{serial}. {sentence} Nội dung bạn đã nhập vẫn còn ở phiếu đó.</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>Lấy lại</translation>
        </message>
        <message>
            <source>What you typed is kept here until you close it.</source>
            <translation>Nội dung bạn đã nhập được giữ ở đây cho đến khi bạn đóng lại.</translation>
        </message>
        <message>
            <source>Your change of {field} was dropped.</source>
            <translation>Đã bỏ thay đổi của bạn ở {field}.</translation>
        </message>
    </context>
    <context>
        <name>PartEditor</name>
        <message>
            <source>A condition that this program does not know</source>
            <translation>Điều kiện mà chương trình này không biết</translation>
        </message>
        <message>
            <source>Ask about another field</source>
            <translation>Hỏi về trường khác</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>Điều kiện</translation>
        </message>
        <message>
            <source>Field: {0}</source>
            <translation>Trường: {0}</translation>
        </message>
        <message>
            <source>It cannot be read because of “{reason}”: a field that is gone, or a newer program's. It is kept as it is. Nothing can be asked while it is in force: mute it or remove it.</source>
            <translation>Không đọc được vì “{reason}”: trường không còn nữa, hoặc của chương trình mới hơn. Điều kiện được giữ nguyên. Khi nó còn hiệu lực thì không lọc được gì: hãy tạm tắt hoặc bỏ nó.</translation>
        </message>
        <message>
            <source>It counts as soon as a value is chosen.</source>
            <translation>Có tác dụng ngay khi chọn giá trị.</translation>
        </message>
        <message>
            <source>Muted: kept without effect</source>
            <translation>Tạm tắt: giữ lại mà không có tác dụng</translation>
        </message>
        <message>
            <source>Not complete: the condition stays as it was.</source>
            <translation>Chưa đủ: điều kiện vẫn như cũ.</translation>
        </message>
        <message>
            <source>Nothing is in it yet: add a condition, or move one into it.</source>
            <translation>Bên trong chưa có gì: hãy thêm điều kiện, hoặc chuyển một điều kiện vào.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>The condition as it is stored</source>
            <translation>Điều kiện như đang lưu</translation>
        </message>
        <message>
            <source>The whole filter</source>
            <translation>Toàn bộ bộ lọc</translation>
        </message>
    </context>
    <context>
        <name>PartTools</name>
        <message>
            <source>Add a condition</source>
            <translation>Thêm điều kiện</translation>
        </message>
        <message>
            <source>Add a condition (Insert)</source>
            <translation>Thêm điều kiện (Insert)</translation>
        </message>
        <message>
            <source>Add a group</source>
            <translation>Thêm nhóm</translation>
        </message>
        <message>
            <source>Add a group (Shift+Insert)</source>
            <translation>Thêm nhóm (Shift+Insert)</translation>
        </message>
        <message>
            <source>All of</source>
            <translation>Tất cả</translation>
        </message>
        <message>
            <source>Any of</source>
            <translation>Ít nhất một</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>Điều kiện</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Into the next group (Ctrl+Right)</source>
            <translation>Vào nhóm kế bên (Ctrl+Right)</translation>
        </message>
        <message>
            <source>Move down (Ctrl+Down)</source>
            <translation>Chuyển xuống (Ctrl+Down)</translation>
        </message>
        <message>
            <source>Move up (Ctrl+Up)</source>
            <translation>Chuyển lên (Ctrl+Up)</translation>
        </message>
        <message>
            <source>Mute (M)</source>
            <translation>Tạm tắt (M)</translation>
        </message>
        <message>
            <source>Negate (N)</source>
            <translation>Phủ định (N)</translation>
        </message>
        <message>
            <source>None of</source>
            <translation>Không mục nào</translation>
        </message>
        <message>
            <source>One call with all of</source>
            <translation>Một cuộc gọi có tất cả</translation>
        </message>
        <message>
            <source>One note with all of</source>
            <translation>Một ghi chú có tất cả</translation>
        </message>
        <message>
            <source>Out of its group (Ctrl+Left)</source>
            <translation>Ra khỏi nhóm (Ctrl+Left)</translation>
        </message>
        <message>
            <source>Put into a group of its own (G)</source>
            <translation>Đưa vào nhóm riêng (G)</translation>
        </message>
        <message>
            <source>Redo (Ctrl+Y)</source>
            <translation>Làm lại (Ctrl+Y)</translation>
        </message>
        <message>
            <source>Remove (Del)</source>
            <translation>Bỏ (Del)</translation>
        </message>
        <message>
            <source>Undo (Ctrl+Z)</source>
            <translation>Hoàn tác (Ctrl+Z)</translation>
        </message>
        <message>
            <source>Ungroup (Shift+G)</source>
            <translation>Rã nhóm (Shift+G)</translation>
        </message>
    </context>
    <context>
        <name>PartTree</name>
        <message>
            <source>Parts of the filter</source>
            <translation>Các phần của bộ lọc</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Password</source>
            <translation>Mật khẩu</translation>
        </message>
        <message>
            <source>Remember it in the system's key store</source>
            <translation>Nhớ trong kho khóa của hệ thống</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Kết nối</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>This system has no key store: it is asked for each time.</source>
            <translation>Hệ thống này không có kho khóa: mỗi lần đều phải nhập.</translation>
        </message>
    </context>
    <context>
        <name>PasteOptions</name>
        <message numerus="yes">
            <source>%Ln option(s) to add</source>
            <translation>
                <numerusform>%Ln lựa chọn sẽ thêm</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln there already</source>
            <translation>
                <numerusform>%Ln đã có sẵn</numerusform>
            </translation>
        </message>
        <message>
            <source>A field holds {limit} options; with these it would have {count}.</source>
            <translation>Một trường có tối đa {limit} lựa chọn; thêm những cái này sẽ thành {count}.</translation>
        </message>
        <message>
            <source>A name has {limit} characters at most; one here has {count}.</source>
            <translation>Tên có tối đa {limit} ký tự; ở đây có tên dài {count}.</translation>
        </message>
        <message>
            <source>A tree has {limit} levels at most; this one has {count}.</source>
            <translation>Cây có tối đa {limit} cấp; cây này có {count}.</translation>
        </message>
        <message>
            <source>Add them</source>
            <translation>Thêm vào</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>One option on each line. Indentation, or paths such as “North / Hà Nội”, make the tree. What is there already is not added again.</source>
            <translation>Mỗi dòng một lựa chọn. Thụt dòng, hoặc đường dẫn như “Bắc / Hà Nội”, tạo thành cây. Cái đã có sẽ không thêm lần nữa.</translation>
        </message>
        <message>
            <source>One option on each line. What is there already is not added again.</source>
            <translation>Mỗi dòng một lựa chọn. Cái đã có sẽ không thêm lần nữa.</translation>
        </message>
        <message>
            <source>Options, one on each line</source>
            <translation>Các lựa chọn, mỗi dòng một cái</translation>
        </message>
        <message>
            <source>Paste a list of options</source>
            <translation>Dán danh sách lựa chọn</translation>
        </message>
        <message>
            <source>The list</source>
            <translation>Danh sách</translation>
        </message>
        <message>
            <source>There is no option in this text.</source>
            <translation>Không có lựa chọn nào trong văn bản này.</translation>
        </message>
        <message>
            <source>This text is too long to be a list of options.</source>
            <translation>Văn bản này quá dài để là danh sách lựa chọn.</translation>
        </message>
        <message>
            <source>What it makes: + is added, = is there</source>
            <translation>Kết quả: + sẽ thêm, = đã có</translation>
        </message>
        <message>
            <source>What would be added</source>
            <translation>Những gì sẽ thêm</translation>
        </message>
    </context>
    <context>
        <name>PatternPart</name>
        <message>
            <source>There is no pattern yet.</source>
            <translation>Chưa có mẫu.</translation>
        </message>
        <message>
            <source>This is a pattern. The whole text must match it.</source>
            <translation>Đây là một mẫu. Toàn bộ văn bản phải khớp.</translation>
        </message>
        <message>
            <source>Took too long: with this pattern such a text could not be saved. Write it without one repetition inside another.</source>
            <translation>Mất quá lâu: với mẫu này, văn bản như vậy không lưu được. Hãy viết mẫu không có lặp lồng trong lặp.</translation>
        </message>
        <message>
            <source>Try it: type a text here</source>
            <translation>Thử: gõ một văn bản vào đây</translation>
        </message>
        <message>
            <source>Try the pattern with a text</source>
            <translation>Thử mẫu với một văn bản</translation>
        </message>
        <message>
            <source>for example  [A-Z]{2}-\d{4}</source>
            <translation>ví dụ  [A-Z]{2}-\d{4}</translation>
        </message>
        <message>
            <source>✓ Matches</source>
            <translation>✓ Khớp</translation>
        </message>
        <message>
            <source>✗ Does not match</source>
            <translation>✗ Không khớp</translation>
        </message>
    </context>
    <context>
        <name>PhoneEditor</name>
        <message>
            <source>Phone number</source>
            <translation>Số điện thoại</translation>
        </message>
    </context>
    <context>
        <name>PickInput</name>
        <message>
            <source>None</source>
            <translation>Không có</translation>
        </message>
    </context>
    <context>
        <name>PickPopup</name>
        <message>
            <source>Nobody and nothing of this name</source>
            <translation>Không có ai hay mục nào tên này</translation>
        </message>
        <message>
            <source>Type to find</source>
            <translation>Gõ để tìm</translation>
        </message>
    </context>
    <context>
        <name>PickSeveralPopup</name>
        <message>
            <source>Enter ticks, Ctrl+Enter saves</source>
            <translation>Enter: chọn, Ctrl+Enter: lưu</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
    </context>
    <context>
        <name>PointsEditor</name>
        <message>
            <source>Add a number</source>
            <translation>Thêm số</translation>
        </message>
        <message>
            <source>Add an address</source>
            <translation>Thêm địa chỉ</translation>
        </message>
        <message>
            <source>Make this one the primary</source>
            <translation>Đặt làm mục chính</translation>
        </message>
        <message>
            <source>Primary</source>
            <translation>Chính</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>{field} {n}</source>
            <translation>{field} {n}</translation>
        </message>
        <message>
            <source>{field}, primary</source>
            <translation>{field}, chính</translation>
        </message>
    </context>
    <context>
        <name>PresetSaver</name>
        <message>
            <source>Name of the preset</source>
            <translation>Tên mẫu</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Để sau</translation>
        </message>
        <message>
            <source>Replace it</source>
            <translation>Thay mẫu cũ</translation>
        </message>
        <message>
            <source>Save preset</source>
            <translation>Lưu mẫu</translation>
        </message>
    </context>
    <context>
        <name>PreviewTable</name>
        <message>
            <source>The file's first rows</source>
            <translation>Các dòng đầu của tệp</translation>
        </message>
    </context>
    <context>
        <name>PrintMaking</name>
        <message>
            <source>1 page printed.</source>
            <translation>Đã in 1 trang.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Print tickets</source>
            <translation>In phiếu</translation>
        </message>
        <message>
            <source>Printing was stopped.</source>
            <translation>Đã dừng in.</translation>
        </message>
        <message>
            <source>Printing: {n} pages so far…</source>
            <translation>Đang in: đến nay {n} trang…</translation>
        </message>
        <message>
            <source>The printer took nothing. Choose another one, or export a PDF.</source>
            <translation>Máy in không nhận gì. Hãy chọn máy khác, hoặc xuất PDF.</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>{n} pages printed.</source>
            <translation>Đã in {n} trang.</translation>
        </message>
    </context>
    <context>
        <name>Printing</name>
        <message>
            <source>All tickets</source>
            <translation>Mọi phiếu</translation>
        </message>
        <message>
            <source>No ticket matches.</source>
            <translation>Không có phiếu nào khớp.</translation>
        </message>
        <message>
            <source>Page {n}</source>
            <translation>Trang {n}</translation>
        </message>
    </context>
    <context>
        <name>ProblemModel</name>
        <message>
            <source>Column</source>
            <translation>Cột</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Loại vấn đề</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Dòng</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Lý do</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Bị loại</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Cảnh báo</translation>
        </message>
    </context>
    <context>
        <name>ProblemTable</name>
        <message>
            <source>Problems of the rows</source>
            <translation>Vấn đề của các dòng</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Tiến độ</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Đang dừng…</translation>
        </message>
    </context>
    <context>
        <name>Queries</name>
        <message>
            <source>Character {column}: {sentence}</source>
            <translation>Ký tự {column}: {sentence}</translation>
        </message>
    </context>
    <context>
        <name>QueryForm</name>
        <message>
            <source>Condition in the query language</source>
            <translation>Điều kiện bằng ngôn ngữ truy vấn</translation>
        </message>
    </context>
    <context>
        <name>QuickFilterDock</name>
        <message>
            <source>Quick filters</source>
            <translation>Bộ lọc nhanh</translation>
        </message>
    </context>
    <context>
        <name>QuickFilterModel</name>
        <message>
            <source>{0}, {1} tickets</source>
            <translation>{0}, {1} phiếu</translation>
        </message>
        <message>
            <source>Unassigned</source>
            <translation>Chưa phân công</translation>
        </message>
        <message>
            <source>(no name)</source>
            <translation>(chưa có tên)</translation>
        </message>
        <message>
            <source>My unprocessed</source>
            <translation>Chưa xử lý của tôi</translation>
        </message>
        <message>
            <source>Unprocessed</source>
            <translation>Chưa xử lý</translation>
        </message>
        <message>
            <source>{0}, cannot be used</source>
            <translation>{0}, không dùng được</translation>
        </message>
        <message>
            <source>Processed</source>
            <translation>Đã xử lý</translation>
        </message>
        <message>
            <source>CC'd to me</source>
            <translation>CC cho tôi</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Chưa đọc</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>Quá hạn</translation>
        </message>
    </context>
    <context>
        <name>QuickFiltering</name>
        <message>
            <source>Administration…</source>
            <translation>Quản trị…</translation>
        </message>
        <message>
            <source>My filters</source>
            <translation>Bộ lọc của tôi</translation>
        </message>
        <message>
            <source>Shared</source>
            <translation>Được chia sẻ</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Hệ thống</translation>
        </message>
        <message>
            <source>The quick filter “{name}” was deleted in another window.</source>
            <translation>Bộ lọc nhanh “{name}” đã bị xóa ở cửa sổ khác.</translation>
        </message>
        <message>
            <source>You no longer have the quick filter “{name}”.</source>
            <translation>Bạn không còn bộ lọc nhanh “{name}”.</translation>
        </message>
        <message>
            <source>You no longer have the quick filter “{name}”. Its conditions stay as a filter.</source>
            <translation>Bạn không còn bộ lọc nhanh “{name}”. Các điều kiện của nó vẫn giữ làm bộ lọc.</translation>
        </message>
        <message>
            <source>“{name}” is shown as it was saved.</source>
            <translation>“{name}” đang hiện như lúc đã lưu.</translation>
        </message>
        <message>
            <source>“{name}”: {told}</source>
            <translation>“{name}”: {told}</translation>
        </message>
    </context>
    <context>
        <name>Rating</name>
        <message>
            <source>not rated</source>
            <translation>chưa đánh giá</translation>
        </message>
        <message>
            <source>{count} of {most} stars</source>
            <translation>{count} trên {most} sao</translation>
        </message>
    </context>
    <context>
        <name>RecentList</name>
        <message>
            <source>Databases opened before</source>
            <translation>Các cơ sở dữ liệu đã mở</translation>
        </message>
    </context>
    <context>
        <name>ReportView</name>
        <message>
            <source>All problems</source>
            <translation>Mọi vấn đề</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>No row has a problem.</source>
            <translation>Không dòng nào có vấn đề.</translation>
        </message>
        <message>
            <source>Problems to list</source>
            <translation>Các vấn đề cần liệt kê</translation>
        </message>
        <message>
            <source>Rejected rows</source>
            <translation>Dòng bị loại</translation>
        </message>
        <message>
            <source>Rows with a problem are listed at the end.</source>
            <translation>Các dòng có vấn đề sẽ được liệt kê khi xong.</translation>
        </message>
        <message>
            <source>Save report…</source>
            <translation>Lưu báo cáo…</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Lưu báo cáo</translation>
        </message>
        <message>
            <source>There are no rows.</source>
            <translation>Không có dòng nào.</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Cảnh báo</translation>
        </message>
        <message>
            <source>and {count} more that were counted and not kept</source>
            <translation>và {count} vấn đề nữa chỉ được đếm, không giữ lại</translation>
        </message>
        <message>
            <source>created</source>
            <translation>đã tạo</translation>
        </message>
        <message>
            <source>known already</source>
            <translation>đã có sẵn</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>bị loại</translation>
        </message>
        <message>
            <source>rows</source>
            <translation>dòng</translation>
        </message>
        <message>
            <source>same id twice</source>
            <translation>trùng mã</translation>
        </message>
        <message>
            <source>updated</source>
            <translation>đã cập nhật</translation>
        </message>
        <message>
            <source>warnings</source>
            <translation>cảnh báo</translation>
        </message>
        <message>
            <source>would be created</source>
            <translation>sẽ tạo</translation>
        </message>
        <message>
            <source>would be rejected</source>
            <translation>sẽ bị loại</translation>
        </message>
        <message>
            <source>would be updated</source>
            <translation>sẽ cập nhật</translation>
        </message>
    </context>
    <context>
        <name>RestoreDialog</name>
        <message>
            <source>Back to {when}?</source>
            <translation>Trở về lúc {when}?</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Khôi phục</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Khôi phục bản sao lưu</translation>
        </message>
        <message>
            <source>The database is closed and opened again. Nobody else may have it open.</source>
            <translation>Cơ sở dữ liệu được đóng rồi mở lại. Không ai khác được mở nó lúc này.</translation>
        </message>
        <message>
            <source>The file that is there now is kept beside it under another name.</source>
            <translation>Tệp hiện có được giữ lại bên cạnh với tên khác.</translation>
        </message>
        <message>
            <source>What is there now is kept as a backup of its own, so you can come back to it.</source>
            <translation>Dữ liệu hiện có được giữ thành một bản sao lưu riêng, để bạn có thể quay lại.</translation>
        </message>
        <message>
            <source>Whatever was changed since then is gone from it, and new tickets get the numbers again that were given since.</source>
            <translation>Mọi thay đổi từ lúc đó sẽ không còn, và phiếu mới sẽ dùng lại các số đã cấp từ lúc đó.</translation>
        </message>
        <message>
            <source>{place} becomes what it was then, with {tickets}.</source>
            <translation>{place} trở lại như lúc đó, với {tickets}.</translation>
        </message>
    </context>
    <context>
        <name>Roles</name>
        <message>
            <source>Administration</source>
            <translation>Quản trị</translation>
        </message>
        <message>
            <source>Administrator: sees and may do everything</source>
            <translation>Quản trị viên: thấy và được làm mọi thứ</translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>Nhân viên</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Mọi khách hàng</translation>
        </message>
        <message>
            <source>All tickets</source>
            <translation>Mọi phiếu</translation>
        </message>
        <message>
            <source>Create tickets</source>
            <translation>Tạo phiếu</translation>
        </message>
        <message>
            <source>Delete tickets</source>
            <translation>Xóa phiếu</translation>
        </message>
        <message>
            <source>Edit many at once</source>
            <translation>Sửa nhiều phiếu cùng lúc</translation>
        </message>
        <message>
            <source>Edit tickets</source>
            <translation>Sửa phiếu</translation>
        </message>
        <message>
            <source>Export to files</source>
            <translation>Xuất ra tệp</translation>
        </message>
        <message>
            <source>Manage agents and groups</source>
            <translation>Quản lý nhân viên và nhóm</translation>
        </message>
        <message>
            <source>Manage roles</source>
            <translation>Quản lý vai trò</translation>
        </message>
        <message>
            <source>Manage types and fields</source>
            <translation>Quản lý loại và trường</translation>
        </message>
        <message>
            <source>Masked: the last three digits only</source>
            <translation>Che: chỉ ba số cuối</translation>
        </message>
        <message>
            <source>Merge tickets</source>
            <translation>Gộp phiếu</translation>
        </message>
        <message>
            <source>Only their own: created by them, assigned to them, or in CC</source>
            <translation>Chỉ của mình: do mình tạo, được giao cho mình, hoặc có mình trong CC</translation>
        </message>
        <message>
            <source>Only those they manage</source>
            <translation>Chỉ khách hàng mình phụ trách</translation>
        </message>
        <message>
            <source>Quick filters</source>
            <translation>Bộ lọc nhanh</translation>
        </message>
        <message>
            <source>See everyone's filters</source>
            <translation>Xem bộ lọc của mọi người</translation>
        </message>
        <message>
            <source>Share to a group</source>
            <translation>Chia sẻ cho một nhóm</translation>
        </message>
        <message>
            <source>Share to everyone</source>
            <translation>Chia sẻ cho mọi người</translation>
        </message>
        <message>
            <source>Shown</source>
            <translation>Hiện</translation>
        </message>
        <message>
            <source>Supervisor</source>
            <translation>Giám sát</translation>
        </message>
        <message>
            <source>Their own and unassigned ones</source>
            <translation>Của mình và chưa giao</translation>
        </message>
        <message>
            <source>Their own, unassigned ones, and those of their groups</source>
            <translation>Của mình, chưa giao, và của các nhóm mình</translation>
        </message>
        <message>
            <source>Those they manage, and those nobody manages</source>
            <translation>Khách hàng mình phụ trách và khách hàng chưa ai phụ trách</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>{number} becomes {masked}, and {short} becomes {hidden}: in the list, the panel, exports and search. Nobody with this role can search or sort by number.</source>
            <translation>{number} thành {masked}, và {short} thành {hidden}: trong danh sách, bảng chi tiết, tệp xuất và tìm kiếm. Không ai có vai trò này tìm hay sắp xếp theo số được.</translation>
        </message>
        <message>
            <source>{number} is shown as it is.</source>
            <translation>{number} hiện nguyên như vậy.</translation>
        </message>
    </context>
    <context>
        <name>RolesPage</name>
        <message numerus="yes">
            <source>%Ln agent(s)</source>
            <translation>
                <numerusform>%Ln nhân viên</numerusform>
            </translation>
        </message>
        <message>
            <source>Add a role</source>
            <translation>Thêm vai trò</translation>
        </message>
        <message>
            <source>How they see phone numbers</source>
            <translation>Thấy số điện thoại thế nào</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Loại vai trò</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>New role</source>
            <translation>Vai trò mới</translation>
        </message>
        <message>
            <source>Remove role</source>
            <translation>Xóa vai trò</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>Vai trò</translation>
        </message>
        <message>
            <source>The role “{name}” was removed.</source>
            <translation>Đã xóa vai trò “{name}”.</translation>
        </message>
        <message>
            <source>What they may do</source>
            <translation>Được làm gì</translation>
        </message>
        <message>
            <source>Which contacts they see</source>
            <translation>Thấy khách hàng nào</translation>
        </message>
        <message>
            <source>Which tickets they see</source>
            <translation>Thấy phiếu nào</translation>
        </message>
    </context>
    <context>
        <name>RowCopying</name>
        <message>
            <source>1 ticket copied.</source>
            <translation>Đã sao chép 1 phiếu.</translation>
        </message>
        <message>
            <source>At most {n} tickets can be copied at once. A file holds any number.</source>
            <translation>Mỗi lần sao chép được nhiều nhất {n} phiếu. Tệp thì chứa được bao nhiêu cũng được.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Copying: {n} of {all} tickets…</source>
            <translation>Đang sao chép: {n} trên {all} phiếu…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Xuất…</translation>
        </message>
        <message>
            <source>Stopped. The clipboard is as it was.</source>
            <translation>Đã dừng. Bảng nhớ tạm vẫn như cũ.</translation>
        </message>
        <message>
            <source>The tickets are still being found. Try again in a moment.</source>
            <translation>Vẫn đang tìm các phiếu. Hãy thử lại sau giây lát.</translation>
        </message>
        <message>
            <source>{n} tickets copied.</source>
            <translation>Đã sao chép {n} phiếu.</translation>
        </message>
    </context>
    <context>
        <name>RunPage</name>
        <message>
            <source>Importing. You can go on working; closing this window stops nothing.</source>
            <translation>Đang nhập. Bạn cứ làm việc tiếp; đóng cửa sổ này cũng không làm dừng việc nhập.</translation>
        </message>
        <message>
            <source>Nothing was imported.</source>
            <translation>Chưa nhập được gì.</translation>
        </message>
        <message>
            <source>Show imported tickets</source>
            <translation>Xem các phiếu đã nhập</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>about {n} min left</source>
            <translation>còn khoảng {n} phút</translation>
        </message>
        <message>
            <source>about {n} s left</source>
            <translation>còn khoảng {n} giây</translation>
        </message>
        <message>
            <source>{rate} rows/s</source>
            <translation>{rate} dòng/giây</translation>
        </message>
        <message>
            <source>{rows} of {all} rows</source>
            <translation>{rows} trên {all} dòng</translation>
        </message>
        <message>
            <source>{rows} rows</source>
            <translation>{rows} dòng</translation>
        </message>
    </context>
    <context>
        <name>SaveFilterDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Màu</translation>
        </message>
        <message>
            <source>For example: Refunds this week</source>
            <translation>Ví dụ: Hoàn tiền tuần này</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Save as quick filter</source>
            <translation>Lưu thành bộ lọc nhanh</translation>
        </message>
        <message>
            <source>Save the quick filter (Ctrl+Enter)</source>
            <translation>Lưu bộ lọc nhanh (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Share with</source>
            <translation>Chia sẻ với</translation>
        </message>
        <message>
            <source>Update “{name}”</source>
            <translation>Cập nhật “{name}”</translation>
        </message>
    </context>
    <context>
        <name>SavedBuilding</name>
        <message>
            <source>Go on building</source>
            <translation>Dựng tiếp</translation>
        </message>
        <message>
            <source>List by it</source>
            <translation>Liệt kê theo bộ lọc này</translation>
        </message>
        <message>
            <source>“{name}” is not there any more: what you built is not saved.</source>
            <translation>“{name}” không còn nữa: bộ lọc bạn dựng chưa được lưu.</translation>
        </message>
        <message>
            <source>“{name}” was changed in another window meanwhile. Save puts yours in its place.</source>
            <translation>Trong lúc đó “{name}” đã được sửa ở cửa sổ khác. Lưu sẽ thay bằng bản của bạn.</translation>
        </message>
        <message>
            <source>“{name}” was deleted in another window. What you build can still be listed by, and saved as a new one.</source>
            <translation>“{name}” đã bị xóa ở cửa sổ khác. Bộ lọc bạn dựng vẫn dùng để liệt kê được, và lưu được thành bộ lọc mới.</translation>
        </message>
        <message>
            <source>“{name}” was not changed: what you built is not saved.</source>
            <translation>“{name}” không thay đổi: những gì bạn dựng chưa được lưu.</translation>
        </message>
        <message>
            <source>“{name}” was updated.</source>
            <translation>Đã cập nhật “{name}”.</translation>
        </message>
    </context>
    <context>
        <name>SearchBox</name>
        <message>
            <source>Search tickets</source>
            <translation>Tìm phiếu</translation>
        </message>
        <message>
            <source>Search, #serial, or  status:new assignee:me created:&gt;7d "refund"</source>
            <translation>Tìm kiếm, #mã phiếu, hoặc  status:new assignee:me created:&gt;7d "hoàn tiền"</translation>
        </message>
    </context>
    <context>
        <name>Sections</name>
        <message>
            <source>Agents</source>
            <translation>Nhân viên</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>Trường</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>Vai trò</translation>
        </message>
        <message>
            <source>Types</source>
            <translation>Loại</translation>
        </message>
    </context>
    <context>
        <name>ServerFields</name>
        <message>
            <source>Remember it in the system's key store</source>
            <translation>Nhớ trong kho khóa của hệ thống</translation>
        </message>
        <message>
            <source>This system has no key store: the password is asked for each time.</source>
            <translation>Hệ thống này không có kho khóa: mỗi lần đều phải nhập mật khẩu.</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Loại máy chủ</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>Máy chủ (tên hoặc địa chỉ)</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Cổng</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Người dùng</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Mật khẩu</translation>
        </message>
        <message>
            <source>Certificate authority (file)</source>
            <translation>Chứng thư CA (tệp)</translation>
        </message>
        <message>
            <source>The same as an address</source>
            <translation>Cũng viết dưới dạng địa chỉ</translation>
        </message>
        <message>
            <source>the system's</source>
            <translation>theo hệ thống</translation>
        </message>
        <message>
            <source>Browse…</source>
            <translation>Duyệt…</translation>
        </message>
        <message>
            <source>Browse for a certificate authority</source>
            <translation>Duyệt tìm chứng thư CA</translation>
        </message>
        <message>
            <source>This is required.</source>
            <translation>Mục này bắt buộc.</translation>
        </message>
        <message>
            <source>This is no address of a PostgreSQL or MariaDB database.</source>
            <translation>Đây không phải địa chỉ của cơ sở dữ liệu PostgreSQL hay MariaDB.</translation>
        </message>
        <message>
            <source>Certificate authority</source>
            <translation>Chứng thư CA</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer)</source>
            <translation>Chứng thư (*.pem *.crt *.cer)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Mọi tệp (*)</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>Cài đặt</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Theo hệ thống</translation>
        </message>
        <message>
            <source>Beside the database</source>
            <translation>Bên cạnh cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>How many daily backups are kept</source>
            <translation>Số bản sao lưu hằng ngày được giữ</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Sáng</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Tối</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Tương phản cao</translation>
        </message>
        <message>
            <source>Comfortable rows</source>
            <translation>Dòng thoáng</translation>
        </message>
        <message>
            <source>Compact rows</source>
            <translation>Dòng gọn</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Giao diện</translation>
        </message>
        <message>
            <source>Ask your administrator.</source>
            <translation>Hãy hỏi quản trị viên của bạn.</translation>
        </message>
        <message>
            <source>Change the database</source>
            <translation>Đổi cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Đổi…</translation>
        </message>
        <message>
            <source>Choose the folder for backups</source>
            <translation>Chọn thư mục sao lưu</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Cơ sở dữ liệu</translation>
        </message>
        <message>
            <source>Density of the list</source>
            <translation>Độ dày của danh sách</translation>
        </message>
        <message>
            <source>Folder for backups</source>
            <translation>Thư mục sao lưu</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Ngôn ngữ</translation>
        </message>
        <message>
            <source>None is open</source>
            <translation>Chưa mở cơ sở dữ liệu nào</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Thông báo</translation>
        </message>
        <message>
            <source>Tell me of new work in the background</source>
            <translation>Báo cho tôi việc mới khi chạy nền</translation>
        </message>
        <message>
            <source>The administrator's policy cannot be read ({place}: {reason}). Ask your administrator.</source>
            <translation>Không đọc được chính sách của quản trị viên ({place}: {reason}). Hãy hỏi quản trị viên của bạn.</translation>
        </message>
        <message>
            <source>The window's button flashes when a ticket becomes yours while you work elsewhere.</source>
            <translation>Nút của cửa sổ nhấp nháy khi một phiếu được giao cho bạn trong lúc bạn làm việc khác.</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Múi giờ</translation>
        </message>
        <message>
            <source>Usual: Vietnam</source>
            <translation>Mặc định: Việt Nam</translation>
        </message>
        <message>
            <source>{variable} sets it at each start.</source>
            <translation>{variable} đặt giá trị này mỗi lần khởi động.</translation>
        </message>
        <message>
            <source>Phone numbers without a country code are from</source>
            <translation>Số điện thoại không có mã nước thuộc</translation>
        </message>
        <message>
            <source>Takes effect when the program is started next.</source>
            <translation>Có hiệu lực khi khởi động lại chương trình.</translation>
        </message>
        <message>
            <source>Takes effect when a database is opened next.</source>
            <translation>Có hiệu lực khi mở cơ sở dữ liệu lần sau.</translation>
        </message>
        <message>
            <source>Set by your administrator.</source>
            <translation>Do quản trị viên của bạn đặt.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
    </context>
    <context>
        <name>SeveralField</name>
        <message>
            <source>Remove</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Bỏ {name}</translation>
        </message>
    </context>
    <context>
        <name>SeveralInput</name>
        <message>
            <source>Add…</source>
            <translation>Thêm…</translation>
        </message>
    </context>
    <context>
        <name>ShareDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Everybody sees through it only the tickets that they may see themselves.</source>
            <translation>Qua bộ lọc này, mỗi người chỉ thấy những phiếu mà chính họ được xem.</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Chia sẻ</translation>
        </message>
        <message>
            <source>Share the quick filter so (Ctrl+Enter)</source>
            <translation>Chia sẻ bộ lọc nhanh như vậy (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Share “{name}”</source>
            <translation>Chia sẻ “{name}”</translation>
        </message>
        <message>
            <source>Stop sharing</source>
            <translation>Thôi chia sẻ</translation>
        </message>
    </context>
    <context>
        <name>SharedFilterList</name>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Nobody has shared a filter with you yet.</source>
            <translation>Chưa ai chia sẻ bộ lọc với bạn.</translation>
        </message>
        <message>
            <source>Shared filters</source>
            <translation>Bộ lọc được chia sẻ</translation>
        </message>
        <message>
            <source>Ticked ones stand in your list of quick filters.</source>
            <translation>Mục được đánh dấu có trong danh sách bộ lọc nhanh của bạn.</translation>
        </message>
    </context>
    <context>
        <name>SharingPicker</name>
        <message>
            <source>Everyone</source>
            <translation>Mọi người</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Groups to share with</source>
            <translation>Nhóm được chia sẻ</translation>
        </message>
        <message>
            <source>Only me</source>
            <translation>Chỉ mình tôi</translation>
        </message>
        <message>
            <source>Share with</source>
            <translation>Chia sẻ với</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>Vai trò của bạn không cho phép.</translation>
        </message>
    </context>
    <context>
        <name>ShortcutList</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Phím tắt</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
    </context>
    <context>
        <name>SortRefusing</name>
        <message>
            <source>The list cannot be sorted by “{column}”: a ticket may have several values in it.</source>
            <translation>Không thể sắp xếp danh sách theo “{column}”: một phiếu có thể có nhiều giá trị ở đó.</translation>
        </message>
        <message>
            <source>The list cannot be sorted by “{column}”: of custom fields, only those of the tickets themselves have an order.</source>
            <translation>Không thể sắp xếp danh sách theo “{column}”: trong các trường tùy chỉnh, chỉ trường của chính phiếu mới có thứ tự.</translation>
        </message>
    </context>
    <context>
        <name>Standing</name>
        <message>
            <source>The field “{field}” was retired: no quick filter can ask for it. An administrator can bring it back.</source>
            <translation>Trường “{field}” đã ngừng dùng: không bộ lọc nhanh nào hỏi theo nó được. Quản trị viên có thể dùng lại nó.</translation>
        </message>
        <message>
            <source>There is no field “{field}” any more.</source>
            <translation>Không còn trường “{field}”.</translation>
        </message>
        <message>
            <source>“{label}” {value} is not there any more. Choose another value in its place.</source>
            <translation>“{label}” {value} không còn nữa. Hãy chọn giá trị khác thay vào.</translation>
        </message>
        <message>
            <source>“{value}” was retired; older tickets may still have it.</source>
            <translation>“{value}” đã ngừng dùng; phiếu cũ có thể vẫn còn giá trị này.</translation>
        </message>
        <message>
            <source>“{value}” works here no more.</source>
            <translation>“{value}” không còn làm việc ở đây.</translation>
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Start with a new local file</source>
            <translation>Bắt đầu với tệp mới trên máy</translation>
        </message>
        <message>
            <source>On this computer, for you alone. It is ready at once.</source>
            <translation>Trên máy này, cho riêng bạn. Dùng được ngay.</translation>
        </message>
        <message>
            <source>Open a file</source>
            <translation>Mở một tệp</translation>
        </message>
        <message>
            <source>A database that somebody gave you, or that you had before.</source>
            <translation>Cơ sở dữ liệu ai đó gửi cho bạn, hoặc bạn đã có từ trước.</translation>
        </message>
        <message>
            <source>Connect to a server</source>
            <translation>Kết nối máy chủ</translation>
        </message>
        <message>
            <source>Your team's PostgreSQL or MariaDB database.</source>
            <translation>Cơ sở dữ liệu PostgreSQL hoặc MariaDB của nhóm bạn.</translation>
        </message>
        <message>
            <source>Try it with demo data</source>
            <translation>Dùng thử với dữ liệu mẫu</translation>
        </message>
        <message>
            <source>A desk of its own with sample tickets. Nothing of yours is touched.</source>
            <translation>Một bàn hỗ trợ riêng với phiếu mẫu. Dữ liệu của bạn không bị đụng đến.</translation>
        </message>
        <message>
            <source>Not until the administrator's policy is mended.</source>
            <translation>Chưa được, cho đến khi chính sách của quản trị viên được sửa.</translation>
        </message>
        <message>
            <source>Where are your tickets?</source>
            <translation>Phiếu của bạn ở đâu?</translation>
        </message>
        <message>
            <source>You can change this at any time in the menu at the top right.</source>
            <translation>Bạn có thể đổi bất cứ lúc nào trong menu ở góc trên bên phải.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>permissions enforced by the server</source>
            <translation>máy chủ kiểm soát quyền</translation>
        </message>
        <message>
            <source>permissions kept by the program</source>
            <translation>chương trình kiểm soát quyền</translation>
        </message>
        <message>
            <source>read-only</source>
            <translation>chỉ đọc</translation>
        </message>
        <message>
            <source>{ms} ms</source>
            <translation>{ms} ms</translation>
        </message>
        <message>
            <source>{matching} of {of}</source>
            <translation>{matching} trên {of}</translation>
        </message>
        <message>
            <source>{counted} in {where}</source>
            <translation>{counted} trong {where}</translation>
        </message>
        <message>
            <source>{counted} tickets</source>
            <translation>{counted} phiếu</translation>
        </message>
        <message>
            <source>the tail is reached by filtering</source>
            <translation>phần cuối xem được bằng cách lọc</translation>
        </message>
        <message>
            <source>{n} selected</source>
            <translation>đã chọn {n}</translation>
        </message>
    </context>
    <context>
        <name>StepRail</name>
        <message>
            <source>Step {number}: {says}</source>
            <translation>Bước {number}: {says}</translation>
        </message>
    </context>
    <context>
        <name>SwitchPart</name>
        <message>
            <source>no</source>
            <translation>không</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>có</translation>
        </message>
    </context>
    <context>
        <name>TicketEditing</name>
        <message>
            <source>#{serial} is assigned to you already.</source>
            <translation>Phiếu #{serial} đã được phân công cho bạn rồi.</translation>
        </message>
        <message>
            <source>Keys change one ticket at a time. Select only the one to change.</source>
            <translation>Phím tắt chỉ đổi mỗi lần một phiếu. Hãy chỉ chọn phiếu cần đổi.</translation>
        </message>
        <message>
            <source>Select the ticket to change first.</source>
            <translation>Hãy chọn phiếu cần đổi trước.</translation>
        </message>
    </context>
    <context>
        <name>TicketHeader</name>
        <message>
            <source>Copy serial</source>
            <translation>Sao chép mã phiếu</translation>
        </message>
        <message>
            <source>Copy link</source>
            <translation>Sao chép liên kết</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Tiêu đề</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Mô tả</translation>
        </message>
        <message>
            <source>Add a description…</source>
            <translation>Thêm mô tả…</translation>
        </message>
        <message>
            <source>Show less</source>
            <translation>Thu gọn</translation>
        </message>
        <message>
            <source>Show the whole description</source>
            <translation>Xem toàn bộ mô tả</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Đã sao chép</translation>
        </message>
        <message>
            <source>Description of #{serial}</source>
            <translation>Mô tả của phiếu #{serial}</translation>
        </message>
    </context>
    <context>
        <name>TicketJumps</name>
        <message>
            <source>Show it</source>
            <translation>Xem phiếu</translation>
        </message>
        <message>
            <source>There is no ticket #{n}.</source>
            <translation>Không có phiếu #{n}.</translation>
        </message>
        <message>
            <source>Ticket #{serial} was created; this filter does not show it.</source>
            <translation>Đã tạo phiếu #{serial}; bộ lọc này không hiển thị phiếu đó.</translation>
        </message>
    </context>
    <context>
        <name>TicketLines</name>
        <message>
            <source>No tickets that you may see.</source>
            <translation>Không có phiếu nào bạn được xem.</translation>
        </message>
        <message>
            <source>The {shown} changed last are listed.</source>
            <translation>Danh sách gồm {shown} phiếu vừa đổi gần nhất.</translation>
        </message>
        <message>
            <source>Tickets ({count})</source>
            <translation>Phiếu ({count})</translation>
        </message>
    </context>
    <context>
        <name>TicketList</name>
        <message>
            <source>Reading tickets…</source>
            <translation>Đang đọc phiếu…</translation>
        </message>
        <message>
            <source>Choose another database…</source>
            <translation>Chọn cơ sở dữ liệu khác…</translation>
        </message>
        <message>
            <source>No ticket matches this search.</source>
            <translation>Không có phiếu nào khớp tìm kiếm này.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>There are no tickets yet.</source>
            <translation>Chưa có phiếu nào.</translation>
        </message>
        <message>
            <source>Clear search</source>
            <translation>Xóa tìm kiếm</translation>
        </message>
        <message>
            <source>New ticket</source>
            <translation>Phiếu mới</translation>
        </message>
        <message>
            <source>No ticket matches this filter.</source>
            <translation>Không có phiếu nào khớp bộ lọc này.</translation>
        </message>
        <message>
            <source>Clear filter</source>
            <translation>Xóa bộ lọc</translation>
        </message>
    </context>
    <context>
        <name>TicketMaking</name>
        <message>
            <source>The draft was kept.</source>
            <translation>Đã giữ bản nháp.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>The draft was discarded.</source>
            <translation>Đã bỏ bản nháp.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Bỏ</translation>
        </message>
    </context>
    <context>
        <name>TicketModel</name>
        <message numerus="yes">
            <source>%Ln ticket(s)</source>
            <translation>
                <numerusform>%Ln phiếu</numerusform>
            </translation>
        </message>
        <message>
            <source>This ticket is no longer visible to you.</source>
            <translation>Bạn không còn xem được phiếu này.</translation>
        </message>
        <message>
            <source>This ticket no longer matches the list; it goes with your next action.</source>
            <translation>Phiếu này không còn khớp danh sách; nó sẽ biến mất ở thao tác tiếp theo của bạn.</translation>
        </message>
        <message>
            <source>folded</source>
            <translation>đã thu gọn</translation>
        </message>
        <message>
            <source>unfolded</source>
            <translation>đã mở rộng</translation>
        </message>
        <message>
            <source>{column}: {group}</source>
            <translation>{column}: {group}</translation>
        </message>
    </context>
    <context>
        <name>TicketSaver</name>
        <message>
            <source>Redo</source>
            <translation>Làm lại</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>Undone: {edit}</source>
            <translation>Đã hoàn tác: {edit}</translation>
        </message>
    </context>
    <context>
        <name>TicketView</name>
        <message>
            <source>Tickets</source>
            <translation>Phiếu</translation>
        </message>
    </context>
    <context>
        <name>TicksPart</name>
        <message numerus="yes">
            <source>%Ln chosen</source>
            <translation>
                <numerusform>Đã chọn %Ln</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TimeForm</name>
        <message>
            <source>How many</source>
            <translation>Bao nhiêu</translation>
        </message>
        <message>
            <source>Unit of time</source>
            <translation>Đơn vị thời gian</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Khoảng thời gian</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Ngày</translation>
        </message>
        <message>
            <source>and</source>
            <translation>và</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Ngày cuối</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Internal note</source>
            <translation>Ghi chú nội bộ</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>Visible to customer</source>
            <translation>Khách hàng xem được</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Cuộc gọi</translation>
        </message>
        <message>
            <source>{sentence}, by {name}</source>
            <translation>{sentence}, bởi {name}</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Lịch sử</translation>
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message>
            <source>Timeline</source>
            <translation>Dòng thời gian</translation>
        </message>
        <message>
            <source>Nothing yet</source>
            <translation>Chưa có gì</translation>
        </message>
        <message>
            <source>Show older ({count})</source>
            <translation>Xem cũ hơn ({count})</translation>
        </message>
        <message>
            <source>Show the whole text</source>
            <translation>Xem toàn văn</translation>
        </message>
    </context>
    <context>
        <name>Times</name>
        <message>
            <source>{n} min ago</source>
            <translation>{n} phút trước</translation>
        </message>
        <message>
            <source>{n} h ago</source>
            <translation>{n} giờ trước</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>vừa xong</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>hôm qua</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>ngày mai</translation>
        </message>
        <message>
            <source>{n} days ago</source>
            <translation>{n} ngày trước</translation>
        </message>
        <message>
            <source>in {n} days</source>
            <translation>sau {n} ngày</translation>
        </message>
        <message>
            <source>in {n} min</source>
            <translation>sau {n} phút</translation>
        </message>
        <message>
            <source>in {n} h</source>
            <translation>sau {n} giờ</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Close this notice</source>
            <translation>Đóng thông báo này</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>New ticket</source>
            <translation>Phiếu mới</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Lọc</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Cột</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Account and settings</source>
            <translation>Tài khoản và cài đặt</translation>
        </message>
    </context>
    <context>
        <name>TreeDraft</name>
        <message>
            <source>Groups nest at most three deep.</source>
            <translation>Nhóm lồng nhau nhiều nhất ba cấp.</translation>
        </message>
        <message>
            <source>Only conditions on a call can stand in “one call”.</source>
            <translation>Chỉ điều kiện về cuộc gọi mới đặt được trong “một cuộc gọi”.</translation>
        </message>
        <message>
            <source>Only conditions on a note can stand in “one note”.</source>
            <translation>Chỉ điều kiện về ghi chú mới đặt được trong “một ghi chú”.</translation>
        </message>
    </context>
    <context>
        <name>TreeForm</name>
        <message>
            <source>Find a value</source>
            <translation>Tìm một giá trị</translation>
        </message>
        <message>
            <source>Find…</source>
            <translation>Tìm…</translation>
        </message>
    </context>
    <context>
        <name>TrialPage</name>
        <message>
            <source>Give what is missing…</source>
            <translation>Điền phần còn thiếu…</translation>
        </message>
        <message>
            <source>Looking at every row; nothing is stored.</source>
            <translation>Đang xem từng dòng; chưa lưu gì cả.</translation>
        </message>
        <message>
            <source>Stopped: this tells of the rows up to here; nothing was stored.</source>
            <translation>Đã dừng: kết quả chỉ tính các dòng đến đây; chưa lưu gì cả.</translation>
        </message>
        <message>
            <source>The file cannot be imported like this.</source>
            <translation>Không thể nhập tệp này như vậy.</translation>
        </message>
        <message>
            <source>The file was changed meanwhile.</source>
            <translation>Tệp đã bị thay đổi trong lúc đó.</translation>
        </message>
        <message>
            <source>This is what an import would do; nothing was stored.</source>
            <translation>Đây là kết quả nếu nhập thật; chưa lưu gì cả.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>Update tickets that are known already</source>
            <translation>Cập nhật các phiếu đã có</translation>
        </message>
        <message>
            <source>{rows} rows</source>
            <translation>{rows} dòng</translation>
        </message>
    </context>
    <context>
        <name>TypesPage</name>
        <message>
            <source>Add a type</source>
            <translation>Thêm loại</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>Lấy lại</translation>
        </message>
        <message>
            <source>In queries and files: type:{key}</source>
            <translation>Trong truy vấn và tệp: type:{key}</translation>
        </message>
        <message>
            <source>Move down (Ctrl+Shift+Down)</source>
            <translation>Chuyển xuống (Ctrl+Shift+Down)</translation>
        </message>
        <message>
            <source>Move up (Ctrl+Shift+Up)</source>
            <translation>Chuyển lên (Ctrl+Shift+Up)</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>New type</source>
            <translation>Loại mới</translation>
        </message>
        <message>
            <source>Retire</source>
            <translation>Ngừng dùng</translation>
        </message>
        <message>
            <source>Retired: it stays on the tickets that have it and can be filtered by, and is not offered for new ones.</source>
            <translation>Ngừng dùng: vẫn ở trên các phiếu đang có và vẫn lọc được, nhưng không được đề nghị cho phiếu mới.</translation>
        </message>
        <message>
            <source>The types have a new order.</source>
            <translation>Các loại đã có thứ tự mới.</translation>
        </message>
        <message>
            <source>Types</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>retired</source>
            <translation>ngừng dùng</translation>
        </message>
        <message>
            <source>“{name}” is offered again.</source>
            <translation>“{name}” được dùng lại.</translation>
        </message>
        <message>
            <source>“{name}” is retired: it is not offered any more.</source>
            <translation>“{name}” đã ngừng dùng: không được đề nghị nữa.</translation>
        </message>
    </context>
    <context>
        <name>UnreadMarking</name>
        <message>
            <source>Mark at most {n} tickets at once as unread.</source>
            <translation>Mỗi lần đánh dấu chưa đọc nhiều nhất {n} phiếu.</translation>
        </message>
        <message>
            <source>What you changed last, or what came by import, stays read.</source>
            <translation>Phiếu do chính bạn đổi gần nhất, hoặc do nhập dữ liệu, vẫn là đã đọc.</translation>
        </message>
    </context>
    <context>
        <name>ValueCell</name>
        <message>
            <source>Change {field}</source>
            <translation>Đổi {field}</translation>
        </message>
        <message>
            <source>Click to change (F2)</source>
            <translation>Nhấp để đổi (F2)</translation>
        </message>
    </context>
    <context>
        <name>ValueForm</name>
        <message>
            <source>Operator</source>
            <translation>Phép so sánh</translation>
        </message>
        <message>
            <source>is empty</source>
            <translation>trống</translation>
        </message>
        <message>
            <source>is not empty</source>
            <translation>không trống</translation>
        </message>
    </context>
    <context>
        <name>ValuesPage</name>
        <message>
            <source>Count</source>
            <translation>Đếm</translation>
        </message>
        <message>
            <source>Counting the values of the file…</source>
            <translation>Đang đếm các giá trị trong tệp…</translation>
        </message>
        <message>
            <source>Counting: {size}</source>
            <translation>Đang đếm: {size}</translation>
        </message>
        <message>
            <source>For every row</source>
            <translation>Cho mọi dòng</translation>
        </message>
        <message>
            <source>No column fills a field of choices, so there is nothing to decide.</source>
            <translation>Không có cột nào đưa vào trường lựa chọn nên không phải quyết định gì.</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Chưa có nhóm</translation>
        </message>
        <message>
            <source>No type</source>
            <translation>Chưa có loại</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Chưa ai phụ trách</translation>
        </message>
        <message>
            <source>The values were not counted.</source>
            <translation>Chưa đếm các giá trị.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>{field} has {count} more values than can be shown: is it the right column?</source>
            <translation>{field} còn {count} giá trị nữa không hiện hết được: có đúng cột này không?</translation>
        </message>
        <message>
            <source>{field}: values without a choice: {count}; rows with them would be rejected: {rows}.</source>
            <translation>{field}: {count} giá trị chưa được chọn; {rows} dòng có các giá trị đó sẽ bị loại.</translation>
        </message>
    </context>
    <context>
        <name>WhoDialog</name>
        <message>
            <source>Who are you?</source>
            <translation>Bạn là ai?</translation>
        </message>
        <message>
            <source>Find a name…</source>
            <translation>Tìm tên…</translation>
        </message>
        <message>
            <source>Find a name</source>
            <translation>Tìm tên</translation>
        </message>
        <message>
            <source>Agents of this database</source>
            <translation>Nhân viên của cơ sở dữ liệu này</translation>
        </message>
        <message>
            <source>Work as this agent</source>
            <translation>Làm việc với tên này</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>This is a choice, not a proof: everyone who can open this database can choose any name here. What you do is written down under the name you choose.</source>
            <translation>Đây là lựa chọn, không phải bằng chứng: ai mở được cơ sở dữ liệu này đều có thể chọn bất kỳ tên nào. Việc bạn làm được ghi lại dưới tên bạn chọn.</translation>
        </message>
    </context>
    <context>
        <name>Why</name>
        <message>
            <source>Display permission of {name} ({role})</source>
            <translation>Quyền xem của {name} ({role})</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Lọc</translation>
        </message>
        <message>
            <source>Quick filter “{name}”</source>
            <translation>Bộ lọc nhanh “{name}”</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Tìm kiếm</translation>
        </message>
        <message>
            <source>The list does not show ticket #{n}.</source>
            <translation>Danh sách không hiện phiếu #{n}.</translation>
        </message>
        <message>
            <source>The list shows ticket #{n}.</source>
            <translation>Danh sách có hiện phiếu #{n}.</translation>
        </message>
        <message>
            <source>all of:</source>
            <translation>tất cả:</translation>
        </message>
        <message>
            <source>an administrator sees every ticket</source>
            <translation>quản trị viên thấy mọi phiếu</translation>
        </message>
        <message>
            <source>any of:</source>
            <translation>ít nhất một:</translation>
        </message>
        <message>
            <source>assigned to nobody</source>
            <translation>chưa phân công cho ai</translation>
        </message>
        <message>
            <source>assigned to this agent</source>
            <translation>được phân công cho nhân viên này</translation>
        </message>
        <message>
            <source>cannot be asked</source>
            <translation>không hỏi được</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>đã kết nối</translation>
        </message>
        <message>
            <source>created by this agent</source>
            <translation>do nhân viên này tạo</translation>
        </message>
        <message>
            <source>internal</source>
            <translation>nội bộ</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>nhỡ</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>tạm tắt</translation>
        </message>
        <message>
            <source>never changed</source>
            <translation>chưa từng thay đổi</translation>
        </message>
        <message>
            <source>no</source>
            <translation>không</translation>
        </message>
        <message>
            <source>no call for which:</source>
            <translation>không có cuộc gọi nào mà:</translation>
        </message>
        <message>
            <source>no note for which:</source>
            <translation>không có ghi chú nào mà:</translation>
        </message>
        <message>
            <source>none of:</source>
            <translation>không mục nào:</translation>
        </message>
        <message>
            <source>not all of:</source>
            <translation>không phải tất cả:</translation>
        </message>
        <message>
            <source>one call for which:</source>
            <translation>có một cuộc gọi mà:</translation>
        </message>
        <message>
            <source>one note for which:</source>
            <translation>có một ghi chú mà:</translation>
        </message>
        <message>
            <source>public</source>
            <translation>công khai</translation>
        </message>
        <message>
            <source>stopped at IVR</source>
            <translation>dừng ở menu thoại</translation>
        </message>
        <message>
            <source>stopped at survey</source>
            <translation>dừng ở khảo sát</translation>
        </message>
        <message>
            <source>the group is one of this agent's</source>
            <translation>thuộc nhóm của nhân viên này</translation>
        </message>
        <message>
            <source>the role sees every ticket</source>
            <translation>vai trò này thấy mọi phiếu</translation>
        </message>
        <message>
            <source>this agent is in CC</source>
            <translation>nhân viên này có trong CC</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>có</translation>
        </message>
        <message>
            <source>{name} may not see ticket #{n}.</source>
            <translation>{name} không được xem phiếu #{n}.</translation>
        </message>
    </context>
    <context>
        <name>WhyAsking</name>
        <message>
            <source>Choose a ticket in the list, or type its serial.</source>
            <translation>Hãy chọn phiếu trong danh sách, hoặc gõ mã phiếu.</translation>
        </message>
    </context>
    <context>
        <name>WhyWindow</name>
        <message>
            <source>As seen by</source>
            <translation>Theo góc nhìn của</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Hỏi</translation>
        </message>
        <message>
            <source>Choose a ticket in the list, or type its serial.</source>
            <translation>Hãy chọn phiếu trong danh sách, hoặc gõ mã phiếu.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>Điều kiện</translation>
        </message>
        <message>
            <source>Conditions of the list</source>
            <translation>Các điều kiện của danh sách</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Thỏa mãn</translation>
        </message>
        <message>
            <source>Serial</source>
            <translation>Mã phiếu</translation>
        </message>
        <message>
            <source>Serial of the ticket</source>
            <translation>Mã phiếu</translation>
        </message>
        <message>
            <source>The ticket has</source>
            <translation>Phiếu có</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Phiếu</translation>
        </message>
        <message>
            <source>Why is this ticket here?</source>
            <translation>Vì sao phiếu này ở đây?</translation>
        </message>
        <message>
            <source>{name} (me)</source>
            <translation>{name} (tôi)</translation>
        </message>
    </context>
    <context>
        <name>WindowMemory</name>
        <message>
            <source>How the window is arranged cannot be kept: {path} is not writable.</source>
            <translation>Không nhớ được bố cục cửa sổ: không ghi được {path}.</translation>
        </message>
        <message>
            <source>How the window is arranged was kept by a newer version of this program. It is used as far as possible, and left as it is.</source>
            <translation>Bố cục cửa sổ do phiên bản mới hơn của chương trình lưu lại. Chương trình dùng được đến đâu thì dùng, và để nguyên tệp đó.</translation>
        </message>
        <message>
            <source>How the window was arranged cannot be read, and will not be kept: {path}.</source>
            <translation>Không đọc được bố cục cửa sổ đã lưu, và sẽ không lưu lại: {path}.</translation>
        </message>
        <message>
            <source>How the window was arranged could not be read. It starts afresh; the old file is kept as {aside}.</source>
            <translation>Không đọc được bố cục cửa sổ đã lưu. Cửa sổ mở như lần đầu; tệp cũ được giữ lại tại {aside}.</translation>
        </message>
    </context>
    <context>
        <name>WordModel</name>
        <message>
            <source>(empty)</source>
            <translation>(trống)</translation>
        </message>
        <message>
            <source>Becomes</source>
            <translation>Trở thành</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Trường</translation>
        </message>
        <message>
            <source>Reject the row</source>
            <translation>Loại dòng</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>Số dòng</translation>
        </message>
        <message>
            <source>Value in the file</source>
            <translation>Giá trị trong tệp</translation>
        </message>
        <message>
            <source>“{word}” becomes {choice}</source>
            <translation>“{word}” trở thành {choice}</translation>
        </message>
    </context>
    <context>
        <name>WordTable</name>
        <message>
            <source>Values of the file and what they become</source>
            <translation>Các giá trị trong tệp và kết quả chuyển đổi</translation>
        </message>
    </context>
    <context>
        <name>_RowPainter</name>
        <message>
            <source>Name of the quick filter</source>
            <translation>Tên bộ lọc nhanh</translation>
        </message>
    </context>
    <context>
        <name>_TextBox</name>
        <message>
            <source>The filter as text</source>
            <translation>Bộ lọc dạng văn bản</translation>
        </message>
        <message>
            <source>status:new (assignee:me OR priority:&gt;=high)</source>
            <translation>status:new (assignee:me OR priority:&gt;=high)</translation>
        </message>
    </context>
    <context>
        <name>filter_words</name>
        <message>
            <source>Account manager</source>
            <translation>Người quản lý khách hàng</translation>
        </message>
        <message>
            <source>All tickets</source>
            <translation>Mọi phiếu</translation>
        </message>
        <message>
            <source>Assignee changed</source>
            <translation>Đã đổi người phụ trách</translation>
        </message>
        <message>
            <source>Call agent</source>
            <translation>Nhân viên của cuộc gọi</translation>
        </message>
        <message>
            <source>Call direction</source>
            <translation>Chiều cuộc gọi</translation>
        </message>
        <message>
            <source>Call number</source>
            <translation>Số của cuộc gọi</translation>
        </message>
        <message>
            <source>Call start</source>
            <translation>Giờ bắt đầu cuộc gọi</translation>
        </message>
        <message>
            <source>Call status</source>
            <translation>Trạng thái cuộc gọi</translation>
        </message>
        <message>
            <source>Company: {field}</source>
            <translation>Công ty: {field}</translation>
        </message>
        <message>
            <source>Connected</source>
            <translation>Đã kết nối</translation>
        </message>
        <message>
            <source>Contact: {field}</source>
            <translation>Khách hàng: {field}</translation>
        </message>
        <message>
            <source>Created by</source>
            <translation>Người tạo</translation>
        </message>
        <message>
            <source>Deleted</source>
            <translation>Đã xóa</translation>
        </message>
        <message>
            <source>Group changed</source>
            <translation>Đã đổi nhóm</translation>
        </message>
        <message>
            <source>Has a call</source>
            <translation>Có cuộc gọi</translation>
        </message>
        <message>
            <source>Has a recording</source>
            <translation>Có ghi âm</translation>
        </message>
        <message>
            <source>Has an attachment</source>
            <translation>Có tệp đính kèm</translation>
        </message>
        <message>
            <source>Hotline</source>
            <translation>Tổng đài</translation>
        </message>
        <message>
            <source>IVR</source>
            <translation>Menu thoại</translation>
        </message>
        <message>
            <source>In</source>
            <translation>Gọi đến</translation>
        </message>
        <message>
            <source>Internal</source>
            <translation>Nội bộ</translation>
        </message>
        <message>
            <source>Job title</source>
            <translation>Chức danh</translation>
        </message>
        <message>
            <source>Missed</source>
            <translation>Nhỡ</translation>
        </message>
        <message>
            <source>No tickets</source>
            <translation>Không có phiếu nào</translation>
        </message>
        <message>
            <source>Note author</source>
            <translation>Người viết ghi chú</translation>
        </message>
        <message>
            <source>Note kind</source>
            <translation>Loại ghi chú</translation>
        </message>
        <message>
            <source>Note reminder</source>
            <translation>Nhắc việc của ghi chú</translation>
        </message>
        <message>
            <source>Note text</source>
            <translation>Nội dung ghi chú</translation>
        </message>
        <message>
            <source>Note written</source>
            <translation>Ngày viết ghi chú</translation>
        </message>
        <message>
            <source>Number of attachments</source>
            <translation>Số tệp đính kèm</translation>
        </message>
        <message>
            <source>Number of notes</source>
            <translation>Số ghi chú</translation>
        </message>
        <message>
            <source>Out</source>
            <translation>Gọi đi</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>Quá hạn</translation>
        </message>
        <message>
            <source>Priority changed</source>
            <translation>Đã đổi ưu tiên</translation>
        </message>
        <message>
            <source>Public</source>
            <translation>Công khai</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Đánh giá</translation>
        </message>
        <message>
            <source>Seconds in queue</source>
            <translation>Số giây chờ</translation>
        </message>
        <message>
            <source>Seconds on hold</source>
            <translation>Số giây giữ máy</translation>
        </message>
        <message>
            <source>Seconds talked</source>
            <translation>Số giây đàm thoại</translation>
        </message>
        <message>
            <source>Serial</source>
            <translation>Mã phiếu</translation>
        </message>
        <message>
            <source>Status changed</source>
            <translation>Đã đổi trạng thái</translation>
        </message>
        <message>
            <source>Survey</source>
            <translation>Khảo sát</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Văn bản</translation>
        </message>
        <message>
            <source>Ticket #{serial}</source>
            <translation>Phiếu #{serial}</translation>
        </message>
        <message>
            <source>Tickets with {conditions}</source>
            <translation>Phiếu mà {conditions}</translation>
        </message>
        <message>
            <source>Type changed</source>
            <translation>Đã đổi loại</translation>
        </message>
        <message>
            <source>Unknown condition: {reason}</source>
            <translation>Điều kiện không rõ: {reason}</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Chưa đọc</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Phiên bản</translation>
        </message>
        <message>
            <source>after {point}</source>
            <translation>sau {point}</translation>
        </message>
        <message>
            <source>at {point}</source>
            <translation>lúc {point}</translation>
        </message>
        <message>
            <source>before {point}</source>
            <translation>trước {point}</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>tất cả</translation>
        </message>
        <message>
            <source>from {low}</source>
            <translation>từ {low} trở lên</translation>
        </message>
        <message>
            <source>from {low} to {high}</source>
            <translation>từ {low} đến {high}</translation>
        </message>
        <message>
            <source>from {point}</source>
            <translation>từ {point} trở đi</translation>
        </message>
        <message>
            <source>from {values}</source>
            <translation>từ {values}</translation>
        </message>
        <message>
            <source>in the last {length}</source>
            <translation>trong {length} qua</translation>
        </message>
        <message>
            <source>in the next {length}</source>
            <translation>trong {length} tới</translation>
        </message>
        <message>
            <source>in {point}</source>
            <translation>trong {point}</translation>
        </message>
        <message>
            <source>last month</source>
            <translation>tháng trước</translation>
        </message>
        <message>
            <source>last quarter</source>
            <translation>quý trước</translation>
        </message>
        <message>
            <source>last week</source>
            <translation>tuần trước</translation>
        </message>
        <message>
            <source>last year</source>
            <translation>năm ngoái</translation>
        </message>
        <message>
            <source>me</source>
            <translation>tôi</translation>
        </message>
        <message>
            <source>more than {length} ago</source>
            <translation>cách đây hơn {length}</translation>
        </message>
        <message>
            <source>my groups</source>
            <translation>nhóm của tôi</translation>
        </message>
        <message>
            <source>next month</source>
            <translation>tháng sau</translation>
        </message>
        <message>
            <source>next quarter</source>
            <translation>quý sau</translation>
        </message>
        <message>
            <source>next week</source>
            <translation>tuần sau</translation>
        </message>
        <message>
            <source>next year</source>
            <translation>năm sau</translation>
        </message>
        <message>
            <source>no call: {text}</source>
            <translation>không có cuộc gọi: {text}</translation>
        </message>
        <message>
            <source>no note: {text}</source>
            <translation>không có ghi chú: {text}</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>không ai</translation>
        </message>
        <message>
            <source>none</source>
            <translation>không có</translation>
        </message>
        <message>
            <source>not {text}</source>
            <translation>không phải {text}</translation>
        </message>
        <message>
            <source>on {point}</source>
            <translation>vào {point}</translation>
        </message>
        <message>
            <source>one call: {text}</source>
            <translation>một cuộc gọi: {text}</translation>
        </message>
        <message>
            <source>one note: {text}</source>
            <translation>một ghi chú: {text}</translation>
        </message>
        <message>
            <source>the words {text}</source>
            <translation>các từ {text}</translation>
        </message>
        <message>
            <source>this month</source>
            <translation>tháng này</translation>
        </message>
        <message>
            <source>this quarter</source>
            <translation>quý này</translation>
        </message>
        <message>
            <source>this week</source>
            <translation>tuần này</translation>
        </message>
        <message>
            <source>this year</source>
            <translation>năm nay</translation>
        </message>
        <message>
            <source>to {values}</source>
            <translation>thành {values}</translation>
        </message>
        <message>
            <source>today</source>
            <translation>hôm nay</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>ngày mai</translation>
        </message>
        <message>
            <source>until the end of {point}</source>
            <translation>đến hết {point}</translation>
        </message>
        <message>
            <source>up to {high}</source>
            <translation>đến {high}</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>hôm qua</translation>
        </message>
        <message>
            <source>{count} day</source>
            <translation>{count} ngày</translation>
        </message>
        <message>
            <source>{count} days</source>
            <translation>{count} ngày</translation>
        </message>
        <message>
            <source>{count} hour</source>
            <translation>{count} giờ</translation>
        </message>
        <message>
            <source>{count} hours</source>
            <translation>{count} giờ</translation>
        </message>
        <message>
            <source>{count} minute</source>
            <translation>{count} phút</translation>
        </message>
        <message>
            <source>{count} minutes</source>
            <translation>{count} phút</translation>
        </message>
        <message>
            <source>{count} month</source>
            <translation>{count} tháng</translation>
        </message>
        <message>
            <source>{count} months</source>
            <translation>{count} tháng</translation>
        </message>
        <message>
            <source>{count} week</source>
            <translation>{count} tuần</translation>
        </message>
        <message>
            <source>{count} weeks</source>
            <translation>{count} tuần</translation>
        </message>
        <message>
            <source>{count} year</source>
            <translation>{count} năm</translation>
        </message>
        <message>
            <source>{count} years</source>
            <translation>{count} năm</translation>
        </message>
        <message>
            <source>{field} above {values}</source>
            <translation>{field} cao hơn {values}</translation>
        </message>
        <message>
            <source>{field} all of {values}</source>
            <translation>{field} có tất cả {values}</translation>
        </message>
        <message>
            <source>{field} any of {values}</source>
            <translation>{field} có một trong {values}</translation>
        </message>
        <message>
            <source>{field} at least {values}</source>
            <translation>{field} từ {values} trở lên</translation>
        </message>
        <message>
            <source>{field} at most {values}</source>
            <translation>{field} từ {values} trở xuống</translation>
        </message>
        <message>
            <source>{field} below {values}</source>
            <translation>{field} thấp hơn {values}</translation>
        </message>
        <message>
            <source>{field} contains {values}</source>
            <translation>{field} chứa {values}</translation>
        </message>
        <message>
            <source>{field} ends with {values}</source>
            <translation>{field} kết thúc bằng {values}</translation>
        </message>
        <message>
            <source>{field} exactly {values}</source>
            <translation>{field} đúng bằng {values}</translation>
        </message>
        <message>
            <source>{field} include {values}</source>
            <translation>{field} có {values}</translation>
        </message>
        <message>
            <source>{field} is empty</source>
            <translation>{field} trống</translation>
        </message>
        <message>
            <source>{field} is no</source>
            <translation>{field}: không</translation>
        </message>
        <message>
            <source>{field} is not empty</source>
            <translation>{field} không trống</translation>
        </message>
        <message>
            <source>{field} is {values}</source>
            <translation>{field} là {values}</translation>
        </message>
        <message>
            <source>{field} starts with {values}</source>
            <translation>{field} bắt đầu bằng {values}</translation>
        </message>
        <message>
            <source>{field} under {values}</source>
            <translation>{field} thuộc nhánh {values}</translation>
        </message>
        <message>
            <source>{field} {values}</source>
            <translation>{field} {values}</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first} và {second}</translation>
        </message>
        <message>
            <source>{first} or {second}</source>
            <translation>{first} hoặc {second}</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} đến {high}</translation>
        </message>
    </context>
    <context>
        <name>labels</name>
        <message>
            <source>Account manager</source>
            <translation>Người quản lý khách hàng</translation>
        </message>
        <message>
            <source>Assign to</source>
            <translation>Người phụ trách</translation>
        </message>
        <message>
            <source>CCs</source>
            <translation>CC</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Công ty</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Khách hàng</translation>
        </message>
        <message>
            <source>Contact name</source>
            <translation>Tên khách hàng</translation>
        </message>
        <message>
            <source>Custom fields</source>
            <translation>Trường tùy chỉnh</translation>
        </message>
        <message>
            <source>Customer email</source>
            <translation>E-mail khách hàng</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Mô tả</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Hạn xử lý</translation>
        </message>
        <message>
            <source>External id</source>
            <translation>Mã ngoài</translation>
        </message>
        <message>
            <source>External source</source>
            <translation>Nguồn ngoài</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Job title</source>
            <translation>Chức danh</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Điện thoại</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Ưu tiên</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Đánh giá</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>Nhắc việc</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Nguồn</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Tiêu đề</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>assignee</source>
            <translation>người phụ trách</translation>
        </message>
        <message>
            <source>group</source>
            <translation>nhóm</translation>
        </message>
        <message>
            <source>priority</source>
            <translation>ưu tiên</translation>
        </message>
        <message>
            <source>source</source>
            <translation>nguồn</translation>
        </message>
        <message>
            <source>status</source>
            <translation>trạng thái</translation>
        </message>
        <message>
            <source>type</source>
            <translation>loại</translation>
        </message>
    </context>
    <context>
        <name>reasons</name>
        <message>
            <source>it did not answer in time</source>
            <translation>máy chủ không trả lời kịp</translation>
        </message>
        <message>
            <source>its content is not what was backed up</source>
            <translation>nội dung không phải là nội dung đã sao lưu</translation>
        </message>
        <message>
            <source>its first bytes are overwritten</source>
            <translation>những byte đầu của nó đã bị ghi đè</translation>
        </message>
        <message>
            <source>its manifest does not fit it</source>
            <translation>bản kê không khớp với nó</translation>
        </message>
        <message>
            <source>its manifest was changed</source>
            <translation>bản kê của nó đã bị sửa</translation>
        </message>
        <message>
            <source>its seal is broken</source>
            <translation>dấu niêm của nó đã hỏng</translation>
        </message>
        <message>
            <source>its tables are missing</source>
            <translation>thiếu các bảng của nó</translation>
        </message>
        <message>
            <source>nothing answers there (connection refused)</source>
            <translation>không có gì trả lời ở đó (kết nối bị từ chối)</translation>
        </message>
        <message>
            <source>the host name is not known</source>
            <translation>không rõ tên máy chủ</translation>
        </message>
        <message>
            <source>the host name cannot be looked up just now</source>
            <translation>lúc này không tra được tên máy chủ</translation>
        </message>
        <message>
            <source>there is no network</source>
            <translation>không có mạng</translation>
        </message>
        <message>
            <source>there is no way to it in the network</source>
            <translation>không có đường đến đó trong mạng</translation>
        </message>
        <message>
            <source>it is starting up</source>
            <translation>máy chủ đang khởi động</translation>
        </message>
        <message>
            <source>it is shutting down</source>
            <translation>máy chủ đang tắt</translation>
        </message>
        <message>
            <source>it is recovering</source>
            <translation>máy chủ đang khôi phục</translation>
        </message>
        <message>
            <source>it is a link that belongs to somebody else</source>
            <translation>nó là một liên kết thuộc về người khác</translation>
        </message>
        <message>
            <source>it is a link where SQLite keeps a file</source>
            <translation>nó là một liên kết ở nơi SQLite giữ tệp</translation>
        </message>
        <message>
            <source>it is cut off</source>
            <translation>nó bị cắt cụt</translation>
        </message>
        <message>
            <source>it offers no encryption</source>
            <translation>máy chủ không hỗ trợ mã hóa</translation>
        </message>
        <message>
            <source>its certificate is for another host name</source>
            <translation>chứng thư là của tên máy khác</translation>
        </message>
        <message>
            <source>its certificate is signed by an authority that is not known here</source>
            <translation>chứng thư do một CA không được biết ở đây ký</translation>
        </message>
        <message>
            <source>its certificate has expired</source>
            <translation>chứng thư đã hết hạn</translation>
        </message>
        <message>
            <source>it is not in use</source>
            <translation>mã hóa không được dùng</translation>
        </message>
    </context>
    <context>
        <name>sentences</name>
        <message>
            <source>There is no database at {place}. Make one with: helpdesk-desktop-cli init</source>
            <translation>Không có cơ sở dữ liệu tại {place}. Tạo bằng lệnh: helpdesk-desktop-cli init</translation>
        </message>
        <message>
            <source>The database server {place} cannot be reached: {reason}</source>
            <translation>Không kết nối được máy chủ {place}: {reason}</translation>
        </message>
        <message>
            <source>The server {place} refused this user name or password.</source>
            <translation>Máy chủ {place} từ chối tên người dùng hoặc mật khẩu này.</translation>
        </message>
        <message>
            <source>The server {place} has no database of this name.</source>
            <translation>Máy chủ {place} không có cơ sở dữ liệu tên này.</translation>
        </message>
        <message>
            <source>The server {place} has no free connection just now. Try again shortly.</source>
            <translation>Máy chủ {place} hiện không còn kết nối trống. Hãy thử lại sau ít phút.</translation>
        </message>
        <message>
            <source>The connection to the database was lost. Nothing unsaved is lost.</source>
            <translation>Mất kết nối đến cơ sở dữ liệu. Nội dung chưa lưu không bị mất.</translation>
        </message>
        <message>
            <source>The connection was lost while saving. It is not known yet whether the change was saved.</source>
            <translation>Mất kết nối trong khi lưu. Chưa rõ thay đổi đã được lưu hay chưa.</translation>
        </message>
        <message>
            <source>The database server does not allow this with your account: {reason}</source>
            <translation>Máy chủ cơ sở dữ liệu không cho phép việc này với tài khoản của bạn: {reason}</translation>
        </message>
        <message>
            <source>Another program is writing to the database. Try again in a moment.</source>
            <translation>Một chương trình khác đang ghi vào cơ sở dữ liệu. Hãy thử lại sau giây lát.</translation>
        </message>
        <message>
            <source>The disk is full, so nothing could be saved. Free some space and try again.</source>
            <translation>Đĩa đã đầy nên không lưu được gì. Hãy giải phóng dung lượng rồi thử lại.</translation>
        </message>
        <message>
            <source>The database {place} can only be read, so nothing can be saved there.</source>
            <translation>Cơ sở dữ liệu {place} chỉ đọc được nên không lưu được gì vào đó.</translation>
        </message>
        <message>
            <source>The file {place} cannot be read: {reason}</source>
            <translation>Không đọc được tệp {place}: {reason}</translation>
        </message>
        <message>
            <source>The folder {place} cannot be written, so the database cannot live there.</source>
            <translation>Không ghi được vào thư mục {place} nên không thể đặt cơ sở dữ liệu ở đó.</translation>
        </message>
        <message>
            <source>The database did not answer in time. Try again, or narrow the filter.</source>
            <translation>Cơ sở dữ liệu không trả lời kịp. Hãy thử lại, hoặc thu hẹp bộ lọc.</translation>
        </message>
        <message>
            <source>The disk reported an error while the database was in use: {reason}</source>
            <translation>Đĩa báo lỗi trong khi dùng cơ sở dữ liệu: {reason}</translation>
        </message>
        <message>
            <source>This database was made by a newer version of the program (schema {found}, this program knows {known}). Update the program; the database was not touched.</source>
            <translation>Cơ sở dữ liệu này do phiên bản mới hơn của chương trình tạo ra (lược đồ {found}, chương trình này biết {known}). Hãy cập nhật chương trình; cơ sở dữ liệu chưa bị thay đổi.</translation>
        </message>
        <message>
            <source>This database has an older schema ({found}; this program needs {known}). An administrator can migrate it with: helpdesk-desktop-cli init</source>
            <translation>Cơ sở dữ liệu này có lược đồ cũ hơn ({found}; chương trình này cần {known}). Quản trị viên có thể nâng cấp bằng lệnh: helpdesk-desktop-cli init</translation>
        </message>
        <message>
            <source>A migration of this database was interrupted. An administrator can finish it with: helpdesk-desktop-cli init</source>
            <translation>Việc nâng cấp cơ sở dữ liệu này bị gián đoạn. Quản trị viên có thể hoàn tất bằng lệnh: helpdesk-desktop-cli init</translation>
        </message>
        <message>
            <source>{place} is not a Helpdesk Desktop database. It was not touched.</source>
            <translation>{place} không phải cơ sở dữ liệu của Helpdesk Desktop. Tệp không bị thay đổi.</translation>
        </message>
        <message>
            <source>The database {place} belongs to another program: it has tables, but not ours. It was not touched.</source>
            <translation>Cơ sở dữ liệu {place} thuộc chương trình khác: có bảng, nhưng không phải của chúng ta. Không có gì bị thay đổi.</translation>
        </message>
        <message>
            <source>{place} is an empty file, not a Helpdesk Desktop database. It was not touched.</source>
            <translation>{place} là tệp rỗng, không phải cơ sở dữ liệu của Helpdesk Desktop. Tệp không bị thay đổi.</translation>
        </message>
        <message>
            <source>The database file {place} is damaged: {reason}. It was not touched.</source>
            <translation>Tệp cơ sở dữ liệu {place} bị hỏng: {reason}. Tệp không bị thay đổi.</translation>
        </message>
        <message>
            <source>{place} is a folder, not a database file.</source>
            <translation>{place} là thư mục, không phải tệp cơ sở dữ liệu.</translation>
        </message>
        <message>
            <source>{place} lies on a network share, where SQLite files get damaged.</source>
            <translation>{place} nằm trên ổ mạng, nơi tệp SQLite dễ bị hỏng.</translation>
        </message>
        <message>
            <source>This is not a database address: {reason}</source>
            <translation>Đây không phải địa chỉ cơ sở dữ liệu: {reason}</translation>
        </message>
        <message>
            <source>{scheme} databases are not supported. Use sqlite, postgresql or mariadb.</source>
            <translation>Không hỗ trợ cơ sở dữ liệu {scheme}. Hãy dùng sqlite, postgresql hoặc mariadb.</translation>
        </message>
        <message>
            <source>A password in the address is accepted for this computer only. Use --password-file, or leave it out and type it when asked.</source>
            <translation>Mật khẩu trong địa chỉ chỉ được chấp nhận cho máy này. Hãy dùng --password-file, hoặc bỏ đi rồi nhập khi được hỏi.</translation>
        </message>
        <message>
            <source>The server {place} wants a password. Use --password-file PATH.</source>
            <translation>Máy chủ {place} cần mật khẩu. Dùng --password-file ĐƯỜNG_DẪN.</translation>
        </message>
        <message>
            <source>The password file {place} cannot be used: {reason}</source>
            <translation>Không dùng được tệp mật khẩu {place}: {reason}</translation>
        </message>
        <message>
            <source>The server {place} offers no verified encryption, so the connection was refused: {reason}</source>
            <translation>Máy chủ {place} không có mã hóa đã xác minh nên kết nối bị từ chối: {reason}</translation>
        </message>
        <message>
            <source>There is no field “{field}”.</source>
            <translation>Không có trường “{field}”.</translation>
        </message>
        <message>
            <source>{place} is on a server. An administrator restores it there, by the server's own tools: {command}</source>
            <translation>{place} nằm trên máy chủ. Quản trị viên khôi phục nó ở đó bằng công cụ của chính máy chủ: {command}</translation>
        </message>
        <message>
            <source>“{value}” cannot be the key of a field. Begin with a letter, and use letters, digits, dashes and underscores.</source>
            <translation>“{value}” không thể làm khóa của trường. Hãy bắt đầu bằng chữ cái, và dùng chữ cái, chữ số, gạch nối và gạch dưới.</translation>
        </message>
        <message>
            <source>“{value}” cannot be the name of a preset. Use up to 60 letters, digits, spaces, dots, dashes and underscores.</source>
            <translation>“{value}” không thể làm tên mẫu. Hãy dùng tối đa 60 chữ cái, chữ số, dấu cách, dấu chấm, gạch nối và gạch dưới.</translation>
        </message>
        <message>
            <source>“{value}” does not match the pattern of {label}: {pattern}</source>
            <translation>“{value}” không khớp mẫu của {label}: {pattern}</translation>
        </message>
        <message>
            <source>“{value}” is a preset of the program. Choose another name.</source>
            <translation>“{value}” là mẫu có sẵn của chương trình. Hãy chọn tên khác.</translation>
        </message>
        <message>
            <source>“{value}” is an error of the spreadsheet; the cell was taken as empty.</source>
            <translation>“{value}” là lỗi của bảng tính; ô được coi là trống.</translation>
        </message>
        <message>
            <source>“{value}” is no option of {label}. Expected {expected}.</source>
            <translation>“{value}” không phải lựa chọn của {label}. Cần: {expected}.</translation>
        </message>
        <message>
            <source>“{value}” is not a day such as 2026-11-23.</source>
            <translation>“{value}” không phải ngày dạng 2026-11-23.</translation>
        </message>
        <message>
            <source>“{value}” is not a value of {field}. Expected {expected}.</source>
            <translation>“{value}” không phải giá trị của {field}. Cần: {expected}.</translation>
        </message>
        <message>
            <source>There is no agent “{value}”.</source>
            <translation>Không có nhân viên “{value}”.</translation>
        </message>
        <message>
            <source>There is no group “{value}”.</source>
            <translation>Không có nhóm “{value}”.</translation>
        </message>
        <message>
            <source>A value is missing after “{field}:”. Expected {expected}.</source>
            <translation>Thiếu giá trị sau “{field}:”. Cần: {expected}.</translation>
        </message>
        <message>
            <source>“{value}” does not fit {field}. Expected {expected}.</source>
            <translation>“{value}” không hợp với {field}. Cần: {expected}.</translation>
        </message>
        <message>
            <source>“{operator}” cannot be used with {field}. Expected {expected}.</source>
            <translation>Không dùng được “{operator}” với {field}. Cần: {expected}.</translation>
        </message>
        <message>
            <source>The quote is not closed. Expected “"”.</source>
            <translation>Dấu nháy chưa đóng. Cần “"”.</translation>
        </message>
        <message>
            <source>The parenthesis is not closed. Expected “)”.</source>
            <translation>Dấu ngoặc chưa đóng. Cần “)”.</translation>
        </message>
        <message>
            <source>“{value}” cannot stand here. Expected {expected}.</source>
            <translation>“{value}” không thể đứng ở đây. Cần: {expected}.</translation>
        </message>
        <message>
            <source>The query ends too early. Expected {expected}.</source>
            <translation>Câu truy vấn kết thúc quá sớm. Cần: {expected}.</translation>
        </message>
        <message>
            <source>Parentheses nest at most three deep.</source>
            <translation>Dấu ngoặc lồng nhau nhiều nhất ba cấp.</translation>
        </message>
        <message>
            <source>There is nothing to search for in “{value}”: no letter or digit.</source>
            <translation>Không có gì để tìm trong “{value}”: không có chữ cái hay chữ số.</translation>
        </message>
        <message>
            <source>A query has {limit} characters at most.</source>
            <translation>Câu truy vấn có nhiều nhất {limit} ký tự.</translation>
        </message>
        <message>
            <source>A filter has {limit} conditions at most.</source>
            <translation>Bộ lọc có nhiều nhất {limit} điều kiện.</translation>
        </message>
        <message>
            <source>A filter has {limit} values at most.</source>
            <translation>Bộ lọc có nhiều nhất {limit} giá trị.</translation>
        </message>
        <message>
            <source>The query contains a NUL character or half a character, which no ticket can hold.</source>
            <translation>Câu truy vấn chứa ký tự NUL hoặc nửa ký tự, điều không phiếu nào có được.</translation>
        </message>
        <message>
            <source>The list cannot be sorted by {value}.</source>
            <translation>Không sắp xếp danh sách theo {value} được.</translation>
        </message>
        <message>
            <source>“{scope}:( )” cannot stand inside another one.</source>
            <translation>“{scope}:( )” không thể nằm trong một “{scope}:( )” khác.</translation>
        </message>
        <message>
            <source>“{field}” cannot stand inside “{scope}:( )”.</source>
            <translation>“{field}” không thể nằm trong “{scope}:( )”.</translation>
        </message>
        <message>
            <source>Your role sees phone numbers masked, so it cannot sort by phone.</source>
            <translation>Vai trò của bạn chỉ thấy số điện thoại đã che nên không sắp xếp theo điện thoại được.</translation>
        </message>
        <message>
            <source>This filter cannot be used: {reason}</source>
            <translation>Không dùng được bộ lọc này: {reason}</translation>
        </message>
        <message>
            <source>There is no column “{value}”. Columns: {expected}.</source>
            <translation>Không có cột “{value}”. Các cột: {expected}.</translation>
        </message>
        <message>
            <source>{count} value(s) cannot be taken.</source>
            <translation>Có {count} giá trị không nhận được.</translation>
        </message>
        <message>
            <source>{label} is required.</source>
            <translation>{label} là bắt buộc.</translation>
        </message>
        <message>
            <source>{label} may have {limit} characters at most; this has {count}.</source>
            <translation>{label} có nhiều nhất {limit} ký tự; hiện có {count}.</translation>
        </message>
        <message>
            <source>The subject was longer than {limit} characters; the whole is in the description.</source>
            <translation>Tiêu đề dài hơn {limit} ký tự; toàn bộ nằm trong phần mô tả.</translation>
        </message>
        <message>
            <source>{label} contains a NUL character, which cannot be stored.</source>
            <translation>{label} chứa ký tự NUL, không lưu được.</translation>
        </message>
        <message>
            <source>{label} contains half a character (a lone surrogate), which cannot be stored.</source>
            <translation>{label} chứa nửa ký tự (surrogate lẻ), không lưu được.</translation>
        </message>
        <message>
            <source>“{value}” is not a whole number that {label} can hold.</source>
            <translation>“{value}” không phải số nguyên mà {label} chứa được.</translation>
        </message>
        <message>
            <source>“{value}” is not an e-mail address.</source>
            <translation>“{value}” không phải địa chỉ e-mail.</translation>
        </message>
        <message>
            <source>“{value}” is not a phone number.</source>
            <translation>“{value}” không phải số điện thoại.</translation>
        </message>
        <message>
            <source>“{value}” is not a number.</source>
            <translation>“{value}” không phải số.</translation>
        </message>
        <message>
            <source>{label} must be between {low} and {high}.</source>
            <translation>{label} phải nằm giữa {low} và {high}.</translation>
        </message>
        <message>
            <source>“{value}” is not a date or time.</source>
            <translation>“{value}” không phải ngày giờ.</translation>
        </message>
        <message>
            <source>“{value}” can be read in two ways; day first was taken. Set date_order to be sure.</source>
            <translation>“{value}” đọc được theo hai cách; đã hiểu là ngày đứng trước. Đặt date_order để chắc chắn.</translation>
        </message>
        <message>
            <source>“{value}” does not exist in the time zone {zone} (clocks change); one hour later was taken.</source>
            <translation>“{value}” không tồn tại trong múi giờ {zone} (đổi giờ); đã lấy muộn hơn một giờ.</translation>
        </message>
        <message>
            <source>“{value}” is not a {label}. Expected {expected}.</source>
            <translation>“{value}” không phải {label}. Cần: {expected}.</translation>
        </message>
        <message>
            <source>There is no field “{value}”.</source>
            <translation>Không có trường “{value}”.</translation>
        </message>
        <message>
            <source>{label} cannot be set.</source>
            <translation>Không đặt được {label}.</translation>
        </message>
        <message>
            <source>There is no agent “{value}”; nobody was assigned.</source>
            <translation>Không có nhân viên “{value}”; chưa phân công cho ai.</translation>
        </message>
        <message>
            <source>There is no agent “{value}”; they were left out of the CCs.</source>
            <translation>Không có nhân viên “{value}”; đã bỏ khỏi CC.</translation>
        </message>
        <message>
            <source>“{value}” is not chosen yet: take a contact from the list, create one, or empty the field.</source>
            <translation>Chưa chọn “{value}”: hãy lấy một khách hàng trong danh sách, tạo mới, hoặc để trống.</translation>
        </message>
        <message>
            <source>A new contact needs a name, a phone number or an e-mail address.</source>
            <translation>Khách hàng mới cần có tên, số điện thoại hoặc e-mail.</translation>
        </message>
        <message>
            <source>“{value}” is retired and cannot be chosen any more.</source>
            <translation>“{value}” đã ngừng dùng, không chọn được nữa.</translation>
        </message>
        <message>
            <source>Someone else changed {what} first. Nothing was overwritten.</source>
            <translation>Người khác đã thay đổi {what} trước. Không có gì bị ghi đè.</translation>
        </message>
        <message>
            <source>{what} was removed in the meantime.</source>
            <translation>{what} vừa bị xóa.</translation>
        </message>
        <message>
            <source>There is no ticket #{serial}.</source>
            <translation>Không có phiếu #{serial}.</translation>
        </message>
        <message>
            <source>There is no such contact.</source>
            <translation>Không có khách hàng này.</translation>
        </message>
        <message>
            <source>Your role does not allow this: {action}.</source>
            <translation>Vai trò của bạn không cho phép: {action}.</translation>
        </message>
        <message>
            <source>The account “{value}” is switched off. Ask an administrator.</source>
            <translation>Tài khoản “{value}” đã bị tắt. Hãy hỏi quản trị viên.</translation>
        </message>
        <message>
            <source>--format {format} is for lists; use --json here.</source>
            <translation>--format {format} dành cho danh sách; ở đây hãy dùng --json.</translation>
        </message>
        <message>
            <source>--output needs a file that ends in .csv, .xlsx or .json, or --format.</source>
            <translation>--output cần tệp có đuôi .csv, .xlsx hoặc .json, hoặc cần --format.</translation>
        </message>
        <message>
            <source>A password has no place in the setting {name}. Leave it out of the address, and type it when asked, or use --password-file.</source>
            <translation>Mật khẩu không được nằm trong thiết lập {name}. Hãy bỏ nó khỏi địa chỉ và gõ khi được hỏi, hoặc dùng --password-file.</translation>
        </message>
        <message>
            <source>A workbook is a file: say where with --output PATH.</source>
            <translation>Sổ tính là một tệp: hãy cho biết nơi ghi bằng --output ĐƯỜNG_DẪN.</translation>
        </message>
        <message>
            <source>Another ticket has the external id “{value}” already.</source>
            <translation>Phiếu khác đã có mã ngoài “{value}”.</translation>
        </message>
        <message>
            <source>Another {label} stays: an earlier row made this company. Rows: {count}.</source>
            <translation>Giữ {label} khác: một dòng trước đã tạo công ty này. Số dòng: {count}.</translation>
        </message>
        <message>
            <source>Another {label} stays: an earlier row made this contact. Rows: {count}.</source>
            <translation>Giữ {label} khác: một dòng trước đã tạo liên hệ này. Số dòng: {count}.</translation>
        </message>
        <message>
            <source>Another {label} stays: the company was there already. Rows: {count}.</source>
            <translation>Giữ {label} khác: công ty đã có sẵn. Số dòng: {count}.</translation>
        </message>
        <message>
            <source>Another {label} stays: the contact was there already. Rows: {count}.</source>
            <translation>Giữ {label} khác: liên hệ đã có sẵn. Số dòng: {count}.</translation>
        </message>
        <message>
            <source>At least one role of the kind “{value}” must remain.</source>
            <translation>Phải còn ít nhất một vai trò kiểu “{value}”.</translation>
        </message>
        <message>
            <source>Backups of {place} lie wherever they were put; the program keeps no list.</source>
            <translation>Các bản sao lưu của {place} nằm ở nơi chúng được đặt; chương trình không giữ danh sách.</translation>
        </message>
        <message>
            <source>Choose at least one column.</source>
            <translation>Hãy chọn ít nhất một cột.</translation>
        </message>
        <message>
            <source>Choose at least two to merge.</source>
            <translation>Hãy chọn ít nhất hai mục để gộp.</translation>
        </message>
        <message>
            <source>Choose where the file is to be written.</source>
            <translation>Hãy chọn nơi ghi tệp.</translation>
        </message>
        <message>
            <source>HELPDESK_POLICY_FILE is not used: this computer has a policy of its own ({place}).</source>
            <translation>HELPDESK_POLICY_FILE không được dùng: máy này có chính sách riêng ({place}).</translation>
        </message>
        <message>
            <source>It names “{value}” as “{label}”, which was retired.</source>
            <translation>Nó nêu “{value}” ở “{label}”, giá trị này đã ngừng dùng.</translation>
        </message>
        <message>
            <source>It names “{value}” as “{label}”, who works here no more.</source>
            <translation>Nó nêu “{value}” ở “{label}”, người này không còn làm việc ở đây.</translation>
        </message>
        <message>
            <source>It was saved in an order by “{value}”, which was retired.</source>
            <translation>Nó được lưu với thứ tự theo “{value}”, trường này đã ngừng dùng.</translation>
        </message>
        <message>
            <source>It was saved in the order “{value}”, which cannot be had here: the newest change first.</source>
            <translation>Nó được lưu với thứ tự “{value}”, ở đây không có: xếp thay đổi mới nhất trước.</translation>
        </message>
        <message>
            <source>It was saved with its rows grouped by “{value}”, which cannot be had here.</source>
            <translation>Nó được lưu với các dòng nhóm theo “{value}”, ở đây không có.</translation>
        </message>
        <message>
            <source>No company could take {label}: the ticket has none. Rows: {count}.</source>
            <translation>Không công ty nào nhận được {label}: phiếu không có công ty. Số dòng: {count}.</translation>
        </message>
        <message>
            <source>No contact could take {label}: the ticket has none. Rows: {count}.</source>
            <translation>Không liên hệ nào nhận được {label}: phiếu không có liên hệ. Số dòng: {count}.</translation>
        </message>
        <message>
            <source>Not taken: another column of this row gives {label}, and another value.</source>
            <translation>Không nhận: một cột khác của dòng này cho {label} với giá trị khác.</translation>
        </message>
        <message>
            <source>Not taken: calls are no part of an import.</source>
            <translation>Không nhận: cuộc gọi không thuộc phần nhập dữ liệu.</translation>
        </message>
        <message>
            <source>Not taken: the field {label} is retired.</source>
            <translation>Không nhận: trường {label} đã ngừng dùng.</translation>
        </message>
        <message>
            <source>Not taken: there are {limit} custom fields already, so none was made for this column.</source>
            <translation>Không nhận: đã có {limit} trường tùy chỉnh, nên không tạo trường nào cho cột này.</translation>
        </message>
        <message>
            <source>Not taken: there is no field “{value}”. Make it first.</source>
            <translation>Không nhận: không có trường “{value}”. Hãy tạo nó trước.</translation>
        </message>
        <message>
            <source>Not taken: there is no such field, and your role may not make one.</source>
            <translation>Không nhận: không có trường như vậy, và vai trò của bạn không được tạo.</translation>
        </message>
        <message>
            <source>Nothing can be written into the folder {place}. Choose another one.</source>
            <translation>Không thể ghi vào thư mục {place}. Hãy chọn thư mục khác.</translation>
        </message>
        <message>
            <source>One of the groups is not there any more. Choose again.</source>
            <translation>Một trong các nhóm không còn nữa. Hãy chọn lại.</translation>
        </message>
        <message>
            <source>Only a field of the kind “regex” has a pattern.</source>
            <translation>Chỉ trường kiểu “regex” mới có mẫu.</translation>
        </message>
        <message>
            <source>Only an administrator may ask what somebody else sees.</source>
            <translation>Chỉ quản trị viên mới được hỏi người khác thấy gì.</translation>
        </message>
        <message>
            <source>Only an administrator may change administrators.</source>
            <translation>Chỉ quản trị viên mới được thay đổi quản trị viên.</translation>
        </message>
        <message>
            <source>Only its owner may change {what}. Duplicate it to have one of your own.</source>
            <translation>Chỉ chủ của {what} mới được sửa. Hãy nhân bản để có bản của riêng bạn.</translation>
        </message>
        <message>
            <source>Options nest at most {limit} deep.</source>
            <translation>Lựa chọn lồng nhau nhiều nhất {limit} cấp.</translation>
        </message>
        <message>
            <source>Say where the backup of {place} goes: backup PATH.</source>
            <translation>Hãy nói bản sao lưu của {place} được đặt ở đâu: backup PATH.</translation>
        </message>
        <message>
            <source>The administrator's policy {place} cannot be read: {reason}. Until it is mended nothing in it counts, and database, agent, backups and updates cannot be changed.</source>
            <translation>Không đọc được chính sách của quản trị viên {place}: {reason}. Cho đến khi nó được sửa, không điều gì trong đó có hiệu lực, và không thể đổi cơ sở dữ liệu, nhân viên, sao lưu và cập nhật.</translation>
        </message>
        <message>
            <source>The administrator's policy {place} cannot set {name}: {reason} It stays as it is.</source>
            <translation>Chính sách của quản trị viên {place} không đặt được {name}: {reason} Giá trị giữ nguyên.</translation>
        </message>
        <message>
            <source>The administrator's policy {place} has what this program does not know: {expected}. Everything else in it counts.</source>
            <translation>Chính sách của quản trị viên {place} có mục chương trình này không biết: {expected}. Mọi mục khác vẫn có hiệu lực.</translation>
        </message>
        <message>
            <source>The backup of {place} has no end, so it was not kept. Try again.</source>
            <translation>Bản sao lưu của {place} không có phần cuối nên không được giữ. Hãy thử lại.</translation>
        </message>
        <message>
            <source>The backup {place} is damaged: {reason}. Nothing was changed.</source>
            <translation>Bản sao lưu {place} bị hỏng: {reason}. Không có gì thay đổi.</translation>
        </message>
        <message>
            <source>The backup {place} was made by a newer version of the program. Update the program first.</source>
            <translation>Bản sao lưu {place} do phiên bản mới hơn của chương trình tạo. Hãy cập nhật chương trình trước.</translation>
        </message>
        <message>
            <source>The contact “{contact}” was found by its e-mail; “{value}” ({label}) was not taken.</source>
            <translation>Đã tìm thấy liên hệ “{contact}” theo e-mail; không nhận “{value}” ({label}).</translation>
        </message>
        <message>
            <source>The contact “{contact}” was found by its number; “{value}” ({label}) was not taken.</source>
            <translation>Đã tìm thấy liên hệ “{contact}” theo số điện thoại; không nhận “{value}” ({label}).</translation>
        </message>
        <message>
            <source>The database was set by your administrator ({place}), so there is no demo on this computer: its sample data would need a database of their own.</source>
            <translation>Cơ sở dữ liệu do quản trị viên đặt ({place}), nên máy này không có bản dùng thử: dữ liệu mẫu cần một cơ sở dữ liệu riêng.</translation>
        </message>
        <message>
            <source>The disk has no room for {place}. Nothing was changed there. Free some space, or choose another disk.</source>
            <translation>Đĩa không còn chỗ cho {place}. Không có gì ở đó bị thay đổi. Hãy giải phóng dung lượng, hoặc chọn đĩa khác.</translation>
        </message>
        <message>
            <source>The disk of {place} is read-only. Choose another folder.</source>
            <translation>Đĩa chứa {place} chỉ đọc được. Hãy chọn thư mục khác.</translation>
        </message>
        <message>
            <source>The disk of {place} takes no copy of the database: it has no room, or it fails. Nothing was left there. Free some space, or choose another disk.</source>
            <translation>Ổ đĩa của {place} không nhận được bản sao cơ sở dữ liệu: hết chỗ, hoặc bị lỗi. Không để lại gì ở đó. Hãy giải phóng chỗ trống, hoặc chọn ổ khác.</translation>
        </message>
        <message>
            <source>The file was changed while it was read. Choose it again.</source>
            <translation>Tệp bị thay đổi trong khi đọc. Hãy chọn lại tệp.</translation>
        </message>
        <message>
            <source>The file {place} cannot be written: {reason}</source>
            <translation>Không ghi được tệp {place}: {reason}</translation>
        </message>
        <message>
            <source>The file {place} is read-only, so it was left alone. Choose another name.</source>
            <translation>Tệp {place} chỉ đọc được nên được để nguyên. Hãy chọn tên khác.</translation>
        </message>
        <message>
            <source>The file {place} was moved, deleted or replaced; nothing can be saved in it now.</source>
            <translation>Tệp {place} đã bị di chuyển, xóa hoặc thay thế; lúc này không lưu được gì vào đó.</translation>
        </message>
        <message>
            <source>The folder of the backups {place} cannot be read: {reason}.</source>
            <translation>Không đọc được thư mục sao lưu {place}: {reason}.</translation>
        </message>
        <message>
            <source>The formula in {value} has no stored result; the cell was taken as empty. Open the file in its own program and save it.</source>
            <translation>Công thức trong {value} không có kết quả được lưu; ô được coi là trống. Hãy mở tệp bằng chương trình của nó rồi lưu lại.</translation>
        </message>
        <message>
            <source>The kind of file {place} is not known. Expected csv, tsv, xlsx, json or jsonl.</source>
            <translation>Không rõ loại tệp {place}. Cần: csv, tsv, xlsx, json hoặc jsonl.</translation>
        </message>
        <message>
            <source>The list is sorted by no more than {limit} columns.</source>
            <translation>Danh sách chỉ sắp xếp được theo tối đa {limit} cột.</translation>
        </message>
        <message>
            <source>The mapping cannot be used: {reason}</source>
            <translation>Không dùng được cách ghép cột: {reason}</translation>
        </message>
        <message>
            <source>The merge was not undone: {count} of the moved contacts got another company in the meantime. Nothing was put back.</source>
            <translation>Chưa hoàn tác việc gộp: {count} khách hàng đã chuyển vừa được đổi sang công ty khác. Không có gì được trả lại.</translation>
        </message>
        <message>
            <source>The merge was not undone: {count} of the moved tickets got another contact in the meantime. Nothing was put back.</source>
            <translation>Chưa hoàn tác việc gộp: {count} phiếu đã chuyển vừa được đổi sang khách hàng khác. Không có gì được trả lại.</translation>
        </message>
        <message>
            <source>The merge was not undone: {what} changed again in the meantime. Nothing was put back.</source>
            <translation>Chưa hoàn tác việc gộp: {what} đã bị đổi lần nữa trong lúc đó. Không có gì được trả lại.</translation>
        </message>
        <message>
            <source>The new company “{name}” needs a value for {label}.</source>
            <translation>Công ty mới “{name}” cần một giá trị cho {label}.</translation>
        </message>
        <message>
            <source>The new contact “{name}” needs a value for {label}.</source>
            <translation>Liên hệ mới “{name}” cần một giá trị cho {label}.</translation>
        </message>
        <message>
            <source>The notes of all of them together are too long to be kept as one.</source>
            <translation>Ghi chú của tất cả cộng lại quá dài, không giữ thành một được.</translation>
        </message>
        <message>
            <source>The number is the contact's; change it there.</source>
            <translation>Số này là của khách hàng; hãy đổi ở đó.</translation>
        </message>
        <message>
            <source>The pattern repeats too much: written out it has more than {limit} parts.</source>
            <translation>Mẫu lặp quá nhiều: viết đầy đủ sẽ có hơn {limit} phần.</translation>
        </message>
        <message>
            <source>The program does not know this link; nothing was opened. It opens links such as helpdesk:ticket/123 and helpdesk:filter?q=status:new.</source>
            <translation>Chương trình không biết liên kết này; chưa mở gì. Nó mở các liên kết như helpdesk:ticket/123 và helpdesk:filter?q=status:new.</translation>
        </message>
        <message>
            <source>The program is incomplete: {place} is missing. Install it again; no data was touched.</source>
            <translation>Chương trình thiếu tệp: {place}. Hãy cài lại; không dữ liệu nào bị đụng đến.</translation>
        </message>
        <message>
            <source>The ticket with this id is not in your list: it was deleted or merged, or your role does not show it. Nothing was changed.</source>
            <translation>Phiếu có mã này không có trong danh sách của bạn: nó đã bị xóa hoặc gộp, hoặc vai trò của bạn không xem được. Chưa thay đổi gì.</translation>
        </message>
        <message>
            <source>There is already a file {place}. Choose another name, or use --force.</source>
            <translation>Đã có tệp {place}. Hãy chọn tên khác, hoặc dùng --force.</translation>
        </message>
        <message>
            <source>There is already a file {place}. It would be replaced.</source>
            <translation>Đã có tệp {place}. Tệp đó sẽ bị thay thế.</translation>
        </message>
        <message>
            <source>There is already a preset “{value}”.</source>
            <translation>Đã có mẫu “{value}”.</translation>
        </message>
        <message>
            <source>There is no custom field “{value}”.</source>
            <translation>Không có trường tùy chỉnh “{value}”.</translation>
        </message>
        <message>
            <source>There is no folder {place}. Choose another one.</source>
            <translation>Không có thư mục {place}. Hãy chọn thư mục khác.</translation>
        </message>
        <message>
            <source>There is no folder {place}. Make it, or choose another one.</source>
            <translation>Không có thư mục {place}. Hãy tạo nó, hoặc chọn thư mục khác.</translation>
        </message>
        <message>
            <source>There is no kind of field “{value}”. Kinds: {expected}.</source>
            <translation>Không có kiểu trường “{value}”. Các kiểu: {expected}.</translation>
        </message>
        <message>
            <source>There is no setting “{value}”. Settings: {expected}.</source>
            <translation>Không có thiết lập “{value}”. Các thiết lập: {expected}.</translation>
        </message>
        <message>
            <source>There is no sheet “{value}”. Sheets: {expected}.</source>
            <translation>Không có trang tính “{value}”. Các trang tính: {expected}.</translation>
        </message>
        <message>
            <source>There is no such company.</source>
            <translation>Không có công ty này.</translation>
        </message>
        <message>
            <source>There is no ticket type “{value}”.</source>
            <translation>Không có loại phiếu “{value}”.</translation>
        </message>
        <message>
            <source>There may be {limit} custom fields at most.</source>
            <translation>Có nhiều nhất {limit} trường tùy chỉnh.</translation>
        </message>
        <message>
            <source>This cannot be one quick filter: its conditions nest more than three deep, or are too many. Remove some of them.</source>
            <translation>Không thể gộp thành một bộ lọc nhanh: các điều kiện lồng nhau quá ba cấp, hoặc quá nhiều. Hãy bỏ bớt.</translation>
        </message>
        <message>
            <source>This group was removed. Choose another one.</source>
            <translation>Nhóm này đã bị xóa. Hãy chọn nhóm khác.</translation>
        </message>
        <message>
            <source>This is no regular expression: {reason}.</source>
            <translation>Đây không phải biểu thức chính quy: {reason}.</translation>
        </message>
        <message>
            <source>This link asks for more than a link may; nothing was opened. A link opens a ticket, a filter or a call, and changes nothing.</source>
            <translation>Liên kết này đòi nhiều hơn mức cho phép; chưa mở gì. Một liên kết mở phiếu, bộ lọc hoặc cuộc gọi, và không thay đổi gì.</translation>
        </message>
        <message>
            <source>This link has more than {limit} characters; nothing was opened.</source>
            <translation>Liên kết này dài hơn {limit} ký tự; chưa mở gì.</translation>
        </message>
        <message>
            <source>This link holds a character that no link may hold, such as a line break; nothing was opened.</source>
            <translation>Liên kết này có ký tự không liên kết nào được có, chẳng hạn dấu xuống dòng; chưa mở gì.</translation>
        </message>
        <message>
            <source>This link names no phone number that can be read; nothing was opened.</source>
            <translation>Liên kết này không nêu số điện thoại nào đọc được; chưa mở gì.</translation>
        </message>
        <message>
            <source>This link names no ticket; nothing was opened. It ends in a ticket's number, as in helpdesk:ticket/123.</source>
            <translation>Liên kết này không nêu phiếu nào; chưa mở gì. Nó kết thúc bằng số phiếu, như helpdesk:ticket/123.</translation>
        </message>
        <message>
            <source>This quick filter cannot be used: it has a condition that this program does not know. A newer version of the program may have written it.</source>
            <translation>Không dùng được bộ lọc nhanh này: nó có điều kiện mà chương trình này không biết. Có thể một phiên bản mới hơn đã ghi nó.</translation>
        </message>
        <message>
            <source>This quick filter cannot be used: the field “{field}” was retired. An administrator can bring it back.</source>
            <translation>Không dùng được bộ lọc nhanh này: trường “{field}” đã ngừng dùng. Quản trị viên có thể dùng lại nó.</translation>
        </message>
        <message>
            <source>This quick filter cannot be used: there is no field “{field}” here any more.</source>
            <translation>Không dùng được bộ lọc nhanh này: ở đây không còn trường “{field}”.</translation>
        </message>
        <message>
            <source>This quick filter cannot be used: what is stored of it is no filter.</source>
            <translation>Không dùng được bộ lọc nhanh này: nội dung đã lưu không phải bộ lọc.</translation>
        </message>
        <message>
            <source>This quick filter cannot be used: {value}, which it names as “{label}”, is not there any more. Choose another value in its place.</source>
            <translation>Không dùng được bộ lọc nhanh này: {value}, được nêu ở “{label}”, không còn nữa. Hãy chọn giá trị khác thay vào.</translation>
        </message>
        <message>
            <source>This quick filter is not there any more.</source>
            <translation>Bộ lọc nhanh này không còn nữa.</translation>
        </message>
        <message>
            <source>This type is retired and cannot be chosen any more.</source>
            <translation>Loại này đã ngừng dùng, không chọn được nữa.</translation>
        </message>
        <message>
            <source>Ticket #{serial} was not put back: history keeps no phone numbers, so the old one is not known here.</source>
            <translation>Chưa hoàn tác phiếu #{serial}: lịch sử không giữ số điện thoại nên ở đây không biết số cũ.</translation>
        </message>
        <message>
            <source>Ticket #{serial} was not put back: {fields} changed again in the meantime.</source>
            <translation>Chưa hoàn tác phiếu #{serial}: {fields} đã bị đổi lần nữa trong lúc đó.</translation>
        </message>
        <message>
            <source>Whether “{value}” matches the pattern of {label} took too long to tell. An administrator can make the pattern simpler: {pattern}</source>
            <translation>Kiểm tra “{value}” có khớp mẫu của {label} hay không mất quá nhiều thời gian. Quản trị viên có thể làm mẫu đơn giản hơn: {pattern}</translation>
        </message>
        <message>
            <source>You cannot give a role more than your own has: {what}.</source>
            <translation>Bạn không thể cho một vai trò nhiều hơn vai trò của mình: {what}.</translation>
        </message>
        <message>
            <source>You cannot take over {what}: its owner still works here, or your role does not allow it.</source>
            <translation>Bạn không tiếp nhận được {what}: chủ của nó vẫn làm việc ở đây, hoặc vai trò của bạn không cho phép.</translation>
        </message>
        <message>
            <source>You may not write into the folder {place}. Choose another one.</source>
            <translation>Bạn không được ghi vào thư mục {place}. Hãy chọn thư mục khác.</translation>
        </message>
        <message>
            <source>Your role may not export: a list as CSV or JSON has {limit} rows at most. Narrow the query, or use --limit.</source>
            <translation>Vai trò của bạn không được xuất: danh sách CSV hoặc JSON có nhiều nhất {limit} dòng. Hãy thu hẹp truy vấn, hoặc dùng --limit.</translation>
        </message>
        <message>
            <source>Your role may not export: at most {limit} tickets can be copied or printed at once.</source>
            <translation>Vai trò của bạn không được xuất dữ liệu: mỗi lần chỉ sao chép hoặc in được nhiều nhất {limit} phiếu.</translation>
        </message>
        <message>
            <source>{count} agent(s) have the role “{value}”. Give them another one first; the role was not removed.</source>
            <translation>{count} nhân viên đang có vai trò “{value}”. Hãy cho họ vai trò khác trước; vai trò chưa bị xóa.</translation>
        </message>
        <message>
            <source>{count} ticket(s) belong to the group “{value}”. Move them first; the group was not removed.</source>
            <translation>{count} phiếu thuộc nhóm “{value}”. Hãy chuyển chúng trước; nhóm chưa bị xóa.</translation>
        </message>
        <message>
            <source>{label} cannot be put back: what stood there cannot be chosen any more.</source>
            <translation>Không hoàn tác được {label}: giá trị cũ không còn chọn được nữa.</translation>
        </message>
        <message>
            <source>{label} cannot be required to close: only tickets are closed.</source>
            <translation>{label} không thể bắt buộc khi đóng: chỉ phiếu mới được đóng.</translation>
        </message>
        <message>
            <source>{label} has no options: only drop-down, multi-select and dependent fields have.</source>
            <translation>{label} không có lựa chọn: chỉ trường danh sách chọn, chọn nhiều và phụ thuộc mới có.</translation>
        </message>
        <message>
            <source>{label} is the contact's; change it there, or name another contact.</source>
            <translation>{label} là của khách hàng; hãy đổi ở đó, hoặc chọn khách hàng khác.</translation>
        </message>
        <message>
            <source>{label} may have {limit} options at most; these are {count}.</source>
            <translation>{label} có nhiều nhất {limit} lựa chọn; ở đây có {count}.</translation>
        </message>
        <message>
            <source>{label} takes six decimal places at most, and “{value}” has more.</source>
            <translation>{label} nhận nhiều nhất sáu chữ số thập phân, mà “{value}” có nhiều hơn.</translation>
        </message>
        <message>
            <source>{name} cannot be changed until the administrator's policy {place} is mended.</source>
            <translation>Không thể đổi {name} cho đến khi chính sách của quản trị viên {place} được sửa.</translation>
        </message>
        <message>
            <source>{name} was set by your administrator ({place}) and cannot be changed.</source>
            <translation>{name} do quản trị viên đặt ({place}) và không thể đổi.</translation>
        </message>
        <message>
            <source>{place} does not end as a backup does: it was cut off, or it is a copy that this program did not make. Nothing was changed.</source>
            <translation>{place} không kết thúc như một bản sao lưu: tệp bị cắt cụt, hoặc là bản sao không do chương trình này tạo. Không có gì thay đổi.</translation>
        </message>
        <message>
            <source>{place} does not hold together: {reason}.</source>
            <translation>{place} không nhất quán: {reason}.</translation>
        </message>
        <message>
            <source>{place} hangs: {tool} came no further for {seconds} seconds, so there is no backup. Try again when the server answers, or let it wait longer with --timeout SECONDS.</source>
            <translation>{place} bị treo: {tool} không tiến thêm trong {seconds} giây, nên không có bản sao lưu. Hãy thử lại khi máy chủ trả lời, hoặc cho chờ lâu hơn bằng --timeout SECONDS.</translation>
        </message>
        <message>
            <source>{place} is a backup. Restore it instead of working in it: Backups… in the menu, or helpdesk-desktop-cli restore.</source>
            <translation>{place} là một bản sao lưu. Hãy khôi phục nó thay vì làm việc trong đó: Bản sao lưu… trong menu, hoặc helpdesk-desktop-cli restore.</translation>
        </message>
        <message>
            <source>{place} is a binary workbook (.xlsb). Save it as .xlsx, and choose it again.</source>
            <translation>{place} là sổ tính nhị phân (.xlsb). Hãy lưu thành .xlsx rồi chọn lại.</translation>
        </message>
        <message>
            <source>{place} is a database that is worked in, and no backup: nothing may take its place. Choose another name for the backup.</source>
            <translation>{place} là cơ sở dữ liệu đang dùng, không phải bản sao lưu: không gì được thay chỗ nó. Hãy chọn tên khác cho bản sao lưu.</translation>
        </message>
        <message>
            <source>{place} is a database, so it was left alone. Choose another name.</source>
            <translation>{place} là cơ sở dữ liệu nên được để nguyên. Hãy chọn tên khác.</translation>
        </message>
        <message>
            <source>{place} is a device or a pipe, and no file. Choose another name.</source>
            <translation>{place} là thiết bị hoặc đường ống, không phải tệp. Hãy chọn tên khác.</translation>
        </message>
        <message>
            <source>{place} is a folder. Give the file a name of its own.</source>
            <translation>{place} là thư mục. Hãy đặt tên riêng cho tệp.</translation>
        </message>
        <message>
            <source>{place} is a workbook of Excel 97–2003 or another old Office file. Save it as .xlsx, and choose it again.</source>
            <translation>{place} là sổ tính Excel 97–2003 hoặc tệp Office cũ khác. Hãy lưu thành .xlsx rồi chọn lại.</translation>
        </message>
        <message>
            <source>{place} is a workbook without any sheet of cells.</source>
            <translation>{place} là sổ tính không có trang tính nào chứa ô.</translation>
        </message>
        <message>
            <source>{place} is no ordinary file, so it was left alone. Choose another name.</source>
            <translation>{place} không phải tệp thông thường nên được để nguyên. Hãy chọn tên khác.</translation>
        </message>
        <message>
            <source>{place} is not a backup of Helpdesk Desktop. Nothing was changed.</source>
            <translation>{place} không phải là bản sao lưu của Helpdesk Desktop. Không có gì thay đổi.</translation>
        </message>
        <message>
            <source>{place} is not a readable workbook: {reason}</source>
            <translation>{place} không phải sổ tính đọc được: {reason}</translation>
        </message>
        <message>
            <source>{place} is not closed: what was written last is not in it yet. Open and close it with the program first.</source>
            <translation>{place} chưa được đóng: những gì ghi sau cùng chưa nằm trong tệp. Hãy mở và đóng nó bằng chương trình trước.</translation>
        </message>
        <message>
            <source>{place} is open in another program, so it was left as it was. Close it there, or choose another name.</source>
            <translation>{place} đang mở trong chương trình khác nên được để nguyên. Hãy đóng tệp ở đó, hoặc chọn tên khác.</translation>
        </message>
        <message>
            <source>{place} is open in another program. Close every window and command that works on it, and restore again. Nothing was changed.</source>
            <translation>{place} đang mở trong chương trình khác. Hãy đóng mọi cửa sổ và lệnh đang dùng nó, rồi khôi phục lại. Không có gì thay đổi.</translation>
        </message>
        <message>
            <source>{place} is protected by a password. Open it in its own program, save it without one, and choose it again.</source>
            <translation>{place} được bảo vệ bằng mật khẩu. Hãy mở bằng chương trình của nó, lưu không có mật khẩu rồi chọn lại.</translation>
        </message>
        <message>
            <source>{place} is the database itself. Choose a backup.</source>
            <translation>{place} chính là cơ sở dữ liệu. Hãy chọn một bản sao lưu.</translation>
        </message>
        <message>
            <source>{place} is the database itself. Choose another name for the backup.</source>
            <translation>{place} chính là cơ sở dữ liệu. Hãy chọn tên khác cho bản sao lưu.</translation>
        </message>
        <message>
            <source>{place} is the log of a database file that is gone, and may hold what was saved last. Bring that file back, or move this one away.</source>
            <translation>{place} là nhật ký của một tệp cơ sở dữ liệu đã mất, và có thể giữ những gì lưu sau cùng. Hãy đưa tệp đó trở lại, hoặc dời tệp này đi.</translation>
        </message>
        <message>
            <source>{place} lies on a network share, where SQLite cannot write safely. Make the backup on a disk of this computer, and copy it there.</source>
            <translation>{place} nằm trên ổ mạng, nơi SQLite không thể ghi an toàn. Hãy tạo bản sao lưu trên ổ của máy này, rồi chép sang đó.</translation>
        </message>
        <message>
            <source>{tool} could not back up {place}: {reason}</source>
            <translation>{tool} không sao lưu được {place}: {reason}</translation>
        </message>
        <message>
            <source>{tool} is not on this computer, and {place} is backed up by the server's own tools. Where they are: {command}</source>
            <translation>Máy này không có {tool}, và {place} được sao lưu bằng công cụ của chính máy chủ. Chạy ở nơi có chúng: {command}</translation>
        </message>
        <message>
            <source>{variable} is not used: {name} was set by your administrator ({place}).</source>
            <translation>{variable} không được dùng: {name} do quản trị viên đặt ({place}).</translation>
        </message>
        <message>
            <source>{variable} is not used: {reason}</source>
            <translation>{variable} không được dùng: {reason}</translation>
        </message>
        <message>
            <source>{what} was merged into another one. Nothing was overwritten.</source>
            <translation>{what} đã được gộp vào mục khác. Không có gì bị ghi đè.</translation>
        </message>
        <message>
            <source>“{value}” ({label}) is mapped to “reject the row”.</source>
            <translation>“{value}” ({label}) được ghép với “loại dòng”.</translation>
        </message>
        <message>
            <source>“{value}” begins with a home folder that the system does not know. Write the whole path.</source>
            <translation>“{value}” bắt đầu bằng thư mục nhà mà hệ thống không biết. Hãy ghi đường dẫn đầy đủ.</translation>
        </message>
        <message>
            <source>“{value}” cannot be a key. Use lower-case letters, digits and dashes.</source>
            <translation>“{value}” không thể làm khóa. Hãy dùng chữ thường, chữ số và dấu gạch nối.</translation>
        </message>
        <message>
            <source>“{value}” cannot be an option of a tree: “ / ” stands between the names of a path.</source>
            <translation>“{value}” không thể làm lựa chọn của cây: “ / ” dùng để ngăn cách các tên trong đường dẫn.</translation>
        </message>
        <message>
            <source>“{value}” cannot be set here. Expected {expected}.</source>
            <translation>Không đặt được “{value}” ở đây. Cần: {expected}.</translation>
        </message>
        <message>
            <source>“{value}” cannot be the setting {name}. Expected {expected}.</source>
            <translation>“{value}” không thể là giá trị của thiết lập {name}. Cần {expected}.</translation>
        </message>
        <message>
            <source>“{value}” cannot stand in it: anybody could set it. What can stand in it: {expected}.</source>
            <translation>“{value}” không được có trong đó: ai cũng đặt được nó. Được có: {expected}.</translation>
        </message>
        <message>
            <source>“{value}” is a masked number, which is none; it was not taken.</source>
            <translation>“{value}” là số bị che, không phải số điện thoại; không nhận.</translation>
        </message>
        <message>
            <source>“{value}” is a number, too, beside that in Phone; it was not taken.</source>
            <translation>“{value}” cũng là một số, bên cạnh số ở Điện thoại; không nhận.</translation>
        </message>
        <message>
            <source>“{value}” is a phone number. Put it with the phone numbers; a contact needs no name then.</source>
            <translation>“{value}” là số điện thoại. Hãy để nó vào các số điện thoại; khi đó liên hệ không cần tên.</translation>
        </message>
        <message>
            <source>“{value}” is out of range: {label} takes numbers from {least} to {most}.</source>
            <translation>“{value}” nằm ngoài khoảng: {label} nhận số từ {least} đến {most}.</translation>
        </message>
        <message>
            <source>“{value}” lies below another option, which only a dependent field has.</source>
            <translation>“{value}” nằm dưới một lựa chọn khác, điều chỉ có ở trường phụ thuộc.</translation>
        </message>
        <message>
            <source>“{value}” lies more than one level below the option before it.</source>
            <translation>“{value}” nằm thấp hơn lựa chọn liền trước quá một cấp.</translation>
        </message>
        <message>
            <source>“{value}” stands twice in the same place.</source>
            <translation>“{value}” có hai lần ở cùng một chỗ.</translation>
        </message>
        <message>
            <source>There is no time zone “{value}”. Example: Asia/Ho_Chi_Minh.</source>
            <translation>Không có múi giờ “{value}”. Ví dụ: Asia/Ho_Chi_Minh.</translation>
        </message>
        <message>
            <source>“{value}” is no country code of two letters. Example: VN.</source>
            <translation>“{value}” không phải mã nước gồm hai chữ cái. Ví dụ: VN.</translation>
        </message>
        <message>
            <source>The settings file {place} cannot be read ({reason}); the defaults are used.</source>
            <translation>Không đọc được tệp cài đặt {place} ({reason}); dùng giá trị mặc định.</translation>
        </message>
        <message>
            <source>The settings file could not be read ({reason}). It was set aside as {place}; the defaults are used.</source>
            <translation>Không đọc được tệp cài đặt ({reason}). Tệp đã được để riêng tại {place}; dùng giá trị mặc định.</translation>
        </message>
        <message>
            <source>The settings file {place} cannot be written: {reason}</source>
            <translation>Không ghi được tệp cài đặt {place}: {reason}</translation>
        </message>
        <message>
            <source>There is already an agent with the login “{value}”.</source>
            <translation>Đã có nhân viên với tên đăng nhập “{value}”.</translation>
        </message>
        <message>
            <source>There is already a {what} named “{value}”.</source>
            <translation>Đã có {what} tên “{value}”.</translation>
        </message>
        <message>
            <source>“{value}” cannot be a login. Use letters, digits, dots, dashes and underscores.</source>
            <translation>“{value}” không thể làm tên đăng nhập. Hãy dùng chữ cái, chữ số, dấu chấm, gạch nối và gạch dưới.</translation>
        </message>
        <message>
            <source>There is no role “{value}”.</source>
            <translation>Không có vai trò “{value}”.</translation>
        </message>
        <message>
            <source>Which agent are you? Use --as LOGIN. Agents: {expected}.</source>
            <translation>Bạn là nhân viên nào? Dùng --as TÊN_ĐĂNG_NHẬP. Nhân viên: {expected}.</translation>
        </message>
        <message>
            <source>At least one active administrator must remain.</source>
            <translation>Phải còn ít nhất một quản trị viên đang hoạt động.</translation>
        </message>
        <message>
            <source>This server knows who you are; --as cannot be used here.</source>
            <translation>Máy chủ này biết bạn là ai; không dùng được --as ở đây.</translation>
        </message>
        <message>
            <source>There is no file {place}.</source>
            <translation>Không có tệp {place}.</translation>
        </message>
        <message>
            <source>{place} is larger than {limit} bytes when unpacked.</source>
            <translation>{place} lớn hơn {limit} byte sau khi giải nén.</translation>
        </message>
        <message>
            <source>{place} unpacks to more than {limit} times its size and was refused.</source>
            <translation>{place} khi giải nén lớn hơn {limit} lần kích thước của nó nên bị từ chối.</translation>
        </message>
        <message>
            <source>{place} is not a readable gzip file: {reason}</source>
            <translation>{place} không phải tệp gzip đọc được: {reason}</translation>
        </message>
        <message>
            <source>{place} cannot be read as {encoding} at byte {position}.</source>
            <translation>Không đọc được {place} theo bảng mã {encoding} tại byte {position}.</translation>
        </message>
        <message>
            <source>There is no encoding “{value}”.</source>
            <translation>Không có bảng mã “{value}”.</translation>
        </message>
        <message>
            <source>{place} has a line longer than {limit} characters, so it is no file of this kind.</source>
            <translation>{place} có dòng dài hơn {limit} ký tự nên không phải tệp loại này.</translation>
        </message>
        <message>
            <source>This row is not valid {encoding}.</source>
            <translation>Dòng này không hợp lệ theo bảng mã {encoding}.</translation>
        </message>
        <message>
            <source>{place} has no header line.</source>
            <translation>{place} không có dòng tiêu đề cột.</translation>
        </message>
        <message>
            <source>The columns of {place} fit no preset. Use --map or --preset ({expected}).</source>
            <translation>Các cột của {place} không khớp mẫu nào. Hãy dùng --map hoặc --preset ({expected}).</translation>
        </message>
        <message>
            <source>There is no preset “{value}”. Presets: {expected}.</source>
            <translation>Không có mẫu “{value}”. Các mẫu: {expected}.</translation>
        </message>
        <message>
            <source>{place} lacks the column “{column}” that the preset {preset} needs.</source>
            <translation>{place} thiếu cột “{column}” mà mẫu {preset} cần.</translation>
        </message>
        <message>
            <source>The map file {place} cannot be read: {reason}</source>
            <translation>Không đọc được tệp ghép cột {place}: {reason}</translation>
        </message>
        <message>
            <source>The map names a column “{column}” that {place} does not have.</source>
            <translation>Tệp ghép cột nêu cột “{column}” mà {place} không có.</translation>
        </message>
        <message>
            <source>This row has {found} cells; the header has {expected}.</source>
            <translation>Dòng này có {found} ô; dòng tiêu đề cột có {expected} ô.</translation>
        </message>
        <message>
            <source>A row with the same id stands in line {first}.</source>
            <translation>Đã có dòng cùng mã ở dòng {first}.</translation>
        </message>
        <message>
            <source>The row starts a quoted text that never ends.</source>
            <translation>Dòng này mở dấu nháy mà không đóng.</translation>
        </message>
        <message>
            <source>A cell of this row is longer than {limit} characters.</source>
            <translation>Một ô của dòng này dài hơn {limit} ký tự.</translation>
        </message>
        <message>
            <source>{place} is not valid JSON: {reason}</source>
            <translation>{place} không phải JSON hợp lệ: {reason}</translation>
        </message>
        <message>
            <source>{place} holds no list of objects.</source>
            <translation>{place} không chứa danh sách đối tượng.</translation>
        </message>
        <message>
            <source>This element is not an object.</source>
            <translation>Phần tử này không phải đối tượng.</translation>
        </message>
        <message>
            <source>{reason}</source>
            <translation>{reason}</translation>
        </message>
        <message>
            <source>The answer cannot be written: {reason}.</source>
            <translation>Không ghi được kết quả: {reason}.</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Đã hủy.</translation>
        </message>
        <message>
            <source>This command works on a local SQLite file only.</source>
            <translation>Lệnh này chỉ dùng cho tệp SQLite trên máy.</translation>
        </message>
        <message>
            <source>{place} already holds a database; it was left as it is.</source>
            <translation>{place} đã có cơ sở dữ liệu; tệp được để nguyên.</translation>
        </message>
    </context>
</TS>
